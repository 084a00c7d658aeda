import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { assembleArticle } from './assemble.ts'
import { chooseFormat } from './formats.ts'
import { loadSanitiser } from './sanitise.ts'

/**
 * Makes an article of a file's bytes: the whole import of one file, as the worker runs it.
 * @param name the file's name; its extension says the format, and failures carry it
 */
export async function importBytes(name: string, bytes: Uint8Array): Promise<Result<ImportedArticle, Failure>> {
  if (bytes.length === 0 || isBlank(bytes)) return fail({ code: 'file-empty', name })
  const format = chooseFormat(name, bytes)
  if (!format.ok) return format
  const draft = format.value.read(bytes, name)
  if (!draft.ok) return draft
  const article = assembleArticle(draft.value, bytes, await loadSanitiser())
  return article === null ? fail({ code: 'file-without-article', name }) : ok(article)
}

const BLANK = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20, 0xfe, 0xff, 0xef, 0xbb, 0xbf])

/** Nothing in it but white space, byte-order marks and the NUL bytes of wide characters. */
function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANK.has(byte)) && bytes.some((byte) => byte !== 0)
}
