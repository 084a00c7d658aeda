import { type MergedBody, mergeBodies, type Notes } from './merge-body.ts'
import { mergeFrontMatter, simakIdOf, splitFrontMatter } from './merge-front-matter.ts'
import type { MergeWords } from './merge-marks.ts'

/** An exported note as it was rendered, with the notes in it by their block ids. */
export interface RenderedNote {
  markdown: string
  notes: Notes
}

export interface MergedNote extends Omit<MergedBody, 'body'> {
  markdown: string
}

const EXPORTED_LINE = /^exported:.*$/m

/**
 * A file of the reader's brought up to date.
 * @param base the last export, null where it is not known
 * @param file the file as it is now; it must be the same article's
 * @returns `markdown` equal to `file` where nothing but the time of the export would change
 */
export function mergeNote(base: RenderedNote | null, file: string, ours: RenderedNote, words: MergeWords): MergedNote {
  const [theirs, next] = [splitFrontMatter(file), splitFrontMatter(ours.markdown)]
  if (simakIdOf(theirs.head) !== simakIdOf(next.head)) throw new Error('The file is not the note of this article')
  const last = base === null ? null : splitFrontMatter(base.markdown)
  const head = mergeFrontMatter(last?.head ?? '', theirs.head, next.head)
  const { body, ...rest } = mergeBodies(
    last === null || base === null ? null : { body: last.body, notes: base.notes },
    theirs.body,
    { body: next.body, notes: ours.notes },
    words,
  )
  const markdown = withLineEndsOf(file, head + body)
  return { markdown: isSameNote(markdown, file) ? file : markdown, ...rest }
}

/** A file of Windows stays one. */
function withLineEndsOf(file: string, merged: string): string {
  const isWindows = file.includes('\r\n') && !/(?<!\r)\n/.test(file)
  return isWindows ? merged.replace(/\r?\n/g, '\r\n') : merged
}

/** The time of the export does not count. */
export function isSameNote(a: string, b: string): boolean {
  return a === b || a.replace(EXPORTED_LINE, '') === b.replace(EXPORTED_LINE, '')
}
