import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { assertNever, fail, ok, type Result } from '#shared/result.ts'
import { assembleArticle } from './assemble.ts'
import { draftOfDocument } from './document.ts'
import { excessOfMarkup, excessOfText } from './excess.ts'
import type { Draft, ReadDocument } from './format-reader.ts'
import { chooseFormat } from './formats.ts'
import { draftOfPage } from './html.ts'
import { type Fetched, type FindAsset, ImageStore } from './image-store.ts'
import { draftOfText } from './plain-text.ts'
import { loadSanitiser } from './sanitise.ts'

/**
 * Makes an article of a file's bytes: the whole import of one file, as the worker runs it.
 * @param name the file's name; its extension says the format, and failures carry it
 * @param options `find`: the files beside it that it refers to by relative addresses; `encoding`: the reader's word on how
 *   its text is encoded; `fetched`: pictures that did not come with it
 */
export async function importBytes(
  name: string,
  bytes: Uint8Array,
  {
    find = () => null,
    encoding = null,
    fetched = null,
  }: { find?: FindAsset; encoding?: string | null; fetched?: Fetched | null } = {},
): Promise<Result<ImportedArticle, Failure>> {
  if (bytes.length === 0 || isBlank(bytes)) return fail({ code: 'file-empty', name })
  const format = chooseFormat(name, bytes)
  if (!format.ok) return format
  const document = await format.value.read({ name, bytes, find, encoding })
  if (!document.ok) return document
  const { value } = document
  const excess = value.kind === 'text' ? excessOfText(value.text) : excessOfMarkup(value.html)
  if (excess !== null) return fail({ code: 'import-failed', name, reason: excess })
  const sanitiser = await loadSanitiser()
  const draft = draftOf(value, name, (find) => new ImageStore(find, sanitiser.svg, fetched))
  if (!draft.ok) return draft
  const article = assembleArticle(draft.value, { bytes, extension: format.value.name }, sanitiser.html)
  if (article === null) return fail({ code: 'file-without-article', name })
  const { doubt } = value
  return ok(doubt === undefined ? article : { ...article, doubt })
}

function draftOf(
  document: ReadDocument,
  name: string,
  imagesOf: (find: FindAsset) => ImageStore,
): Result<Draft, Failure> {
  switch (document.kind) {
    case 'page':
      return draftOfPage(document.html, name, { url: document.url, images: imagesOf(document.find) })
    case 'document':
      return draftOfDocument(document, name, imagesOf(document.find))
    case 'text':
      return draftOfText(document.text, name)
    default:
      return assertNever(document)
  }
}

const BLANK = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20, 0xfe, 0xff, 0xef, 0xbb, 0xbf])

/** Nothing in it but white space, byte-order marks and the NUL bytes of wide characters. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANK.has(byte)) && bytes.some((byte) => byte !== 0)
}
