import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { decodeText } from './encoding.ts'
import type { FormatReader } from './format-reader.ts'
import { htmlPage } from './html.ts'
import { epub } from './epub.ts'
import { mhtml } from './mhtml.ts'
import { markdown } from './markdown.ts'
import { plainText } from './plain-text.ts'

/** Every format Simak knows. The extensions are also what file dialogs offer. */
export const FORMATS: readonly FormatReader[] = [plainText, markdown, htmlPage, mhtml, epub]

/** Archives of files of these formats: each file in one becomes an article. */
export const ARCHIVE_EXTENSIONS: readonly string[] = ['zip']

const READABLE_EXTENSIONS: readonly string[] = FORMATS.flatMap((format) => format.extensions)

export const KNOWN_EXTENSIONS: readonly string[] = [...READABLE_EXTENSIONS, ...ARCHIVE_EXTENSIONS]

/** Extensions of what a host may call a file (`Content-Type`, without its parameters). */
export const READABLE_TYPES: ReadonlyMap<string, string> = new Map([
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/plain', 'txt'],
  ['text/markdown', 'md'],
  ['multipart/related', 'mhtml'],
  ['message/rfc822', 'mhtml'],
  ['application/epub+zip', 'epub'],
  ['application/zip', 'zip'],
])

/** A file of a folder or an archive that is taken for an article by its name. */
export function isReadableName(name: string): boolean {
  return READABLE_EXTENSIONS.includes(extensionOf(name))
}

/** So much of a file is looked at to tell its type. */
const SNIFFED_BYTES = 16 * 1024

/** The reader for a file: by its extension, else by its bytes. */
export function chooseFormat(name: string, bytes: Uint8Array): Result<FormatReader, Failure> {
  const extension = extensionOf(name)
  const named = FORMATS.find((format) => format.extensions.includes(extension))
  if (named !== undefined && named !== plainText && named !== htmlPage) return ok(named)
  const told = tellByBytes(bytes)
  if (told !== null) return ok(told)
  if (named === htmlPage) return ok(named)
  const text = decodeText(bytes.subarray(0, SNIFFED_BYTES - (SNIFFED_BYTES % 4)), 'html')?.text ?? null
  if (text === null)
    return named === undefined && extension !== '' ? unknownType(name) : fail({ code: 'file-not-text', name })
  if (FOREIGN.test(text)) return unknownType(name)
  return ok(looksLikeHtml(text) ? htmlPage : plainText)
}

const ZIP_MARK = [0x50, 0x4b, 0x03, 0x04]
const LATIN1 = new TextDecoder('latin1')

/** Formats that say what they are in their first bytes, whatever the file is called. */
function tellByBytes(bytes: Uint8Array): FormatReader | null {
  const start = LATIN1.decode(bytes.subarray(0, 4096))
  if (ZIP_MARK.every((byte, index) => bytes[index] === byte))
    return start.slice(0, 200).includes('mimetypeapplication/epub+zip') ? epub : null
  const head = start.slice(0, Math.max(0, start.search(/\r?\n\r?\n/)))
  return /^(?:from|mime-version|snapshot-content-location|subject|date):/im.test(head) &&
    /^content-type:\s*multipart\/related/im.test(head)
    ? mhtml
    : null
}

function unknownType(name: string): Result<never, Failure> {
  return fail({ code: 'file-type-unknown', name, known: [...KNOWN_EXTENSIONS] })
}

/** Lower case, without the dot; '' for none. */
export function extensionOf(name: string): string {
  return /[^./\\]\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** Documents of other programs that happen to be made of letters. */
const FOREIGN = /^(?:\{\\rtf|%PDF-|%!PS|From \S+@\S+ |MIME-Version:)/

function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1|main|section)[\s>]/i.test(
    text,
  )
}
