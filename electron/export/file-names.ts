/** Bytes of UTF-8 that a whole name may take: far below every file system's 255, with room for paths and sync suffixes. */
export const MAX_NAME_BYTES = 120
const EXTENSION = '.md'
const LONGEST_EXTENSION = 8
const MOST_FOLDERS = 8
/** Room for the longest number that a collision can add. */
const NUMBER_BYTES = ' (1000000)'.length
/** Separators and Windows' stream mark: what stood apart stays apart. */
const SEPARATORS = /[/\\|:]+/g
/** Forbidden on Windows, or with a meaning in links between notes (# ^ [ ]), or not to be seen. */
const UNWANTED = /[<>"?*#^[\]\p{Cc}\p{Cn}\p{Cs}\p{Bidi_Control}\u2028\u2029]+/gu
/** Windows' device names, which also name the device with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\s*\.|\s*$)/iu
const IGNORED_IN_COMPARISON = /\p{Default_Ignorable_Code_Point}/gu
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * The file names for a title, best first: `<title>.md`, `<title> (2).md`, ... All are safe on Windows, macOS and Linux
 * and at most MAX_NAME_BYTES long.
 * @param untitled takes the place of a title of which nothing is left
 */
export function* fileNames(title: string, untitled: string, extension = EXTENSION): Generator<string, never> {
  const stem = safeStem(title) || safeStem(untitled) || 'Simak'
  yield `${stem}${extension}`
  for (let n = 2; ; n++) yield `${stem} (${n})${extension}`
}

/**
 * The paths for a note, best first, from what a template made: '/' makes folders, each part is safe by itself, and the
 * last is numbered. Below at most MOST_FOLDERS folders, never above or outside.
 */
export function* notePaths(rendered: string, untitled: string, extension = EXTENSION): Generator<string, never> {
  const parts = rendered
    .split('/')
    .map(safeStem)
    .filter((part) => part !== '')
  const stem = parts.at(-1) ?? ''
  const folders = parts.slice(0, -1).slice(0, MOST_FOLDERS)
  for (const name of fileNames(stem, untitled, extension)) yield [...folders, name].join('/')
  throw new Error('fileNames never ends')
}

/**
 * Two names with the same key are one file on some system: case, Unicode form and invisible characters do not count.
 * Folds more than any one file system does, so it can only keep names further apart than needed.
 */
export function collisionKey(name: string): string {
  return name.normalize('NFKD').replace(IGNORED_IN_COMPARISON, '').toUpperCase().toLowerCase().normalize('NFKD')
}

function safeStem(title: string): string {
  const plain = title
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(SEPARATORS, '-')
    .replace(UNWANTED, '')
  const stem = withoutEdges(cut(withoutEdges(plain), MAX_NAME_BYTES - LONGEST_EXTENSION - NUMBER_BYTES - 1))
  return RESERVED.test(stem) ? `_${stem}` : stem
}

/** Windows drops dots and spaces at the end (an ellipsis looks like one); a dot in front hides a file elsewhere. */
function withoutEdges(stem: string): string {
  return stem.replace(/^[\s.]+|[\s.\u2026]+$/g, '')
}

/** The longest run of whole graphemes that fits into `bytes` of UTF-8. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let size = 0
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    size += Buffer.byteLength(segment)
    if (size > bytes) break
    kept += segment
  }
  return kept
}
