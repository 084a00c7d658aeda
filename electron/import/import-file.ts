import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { assertNever, fail, ok, type Result } from '#shared/result.ts'
import { assembleArticle } from './assemble.ts'
import { draftOfDocument } from './document.ts'
import type { Draft, ReadDocument } from './format-reader.ts'
import { chooseFormat } from './formats.ts'
import { draftOfPage } from './html.ts'
import { type FindAsset, ImageStore } from './image-store.ts'
import { draftOfText } from './plain-text.ts'
import { loadSanitiser, type Sanitiser } from './sanitise.ts'

/**
 * Makes an article of a file's bytes: the whole import of one file, as the worker runs it.
 * @param name the file's name; its extension says the format, and failures carry it
 * @param find the files beside it that it refers to by relative addresses
 */
export async function importBytes(
  name: string,
  bytes: Uint8Array,
  find: FindAsset = () => null,
): Promise<Result<ImportedArticle, Failure>> {
  if (bytes.length === 0 || isBlank(bytes)) return fail({ code: 'file-empty', name })
  const format = chooseFormat(name, bytes)
  if (!format.ok) return format
  const document = await format.value.read({ name, bytes, find })
  if (!document.ok) return document
  if (document.value.kind !== 'text' && hasTooManyElements(document.value.html))
    return fail({ code: 'import-failed', name, reason: 'elements' })
  const sanitiser = await loadSanitiser()
  const draft = draftOf(document.value, name, sanitiser)
  if (!draft.ok) return draft
  const article = assembleArticle(draft.value, { bytes, extension: format.value.name }, sanitiser.html)
  return article === null ? fail({ code: 'file-without-article', name }) : ok(article)
}

/** The longest books have a tenth of that; a page with more is made to be one, and would take all memory there is. */
const MOST_ELEMENTS = 400_000
const START_TAG = /<[a-z]/gi

function hasTooManyElements(html: string): boolean {
  // An element takes seven characters at least, `<b></b>`, or four where its end is left out.
  if (html.length < MOST_ELEMENTS * 3) return false
  let count = 0
  START_TAG.lastIndex = 0
  while (count <= MOST_ELEMENTS && START_TAG.test(html)) count += 1
  return count > MOST_ELEMENTS
}

function draftOf(document: ReadDocument, name: string, sanitiser: Sanitiser): Result<Draft, Failure> {
  switch (document.kind) {
    case 'page':
      return draftOfPage(document.html, name, {
        url: document.url,
        images: new ImageStore(document.find, sanitiser.svg),
      })
    case 'document':
      return draftOfDocument(document, name, new ImageStore(document.find, sanitiser.svg))
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
