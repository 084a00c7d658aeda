import { percentDecoded } from '#shared/percent-decoding.ts'

/** The files a saved page or a note refers to by relative addresses: its pictures. */

/** Files that came along, by their relative path; crosses to the worker by structured clone. */
export type Beside = Readonly<Record<string, Uint8Array>>

/** What reads a file by its path relative to the document; null where there is none that may be read. */
export type ReadRelative = (path: string) => Promise<Uint8Array | null>

const MAX_FILES = 500
const MAX_BYTES = 200 * 1024 * 1024
/** So much of a document is searched for addresses. */
const SEARCHED_BYTES = 10 * 1024 * 1024
const REFERENCE =
  /(?:\s(?:src|data-src|data-original|srcset|data-srcset)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>"']+)))|!\[[^\]]*\]\(\s*<?([^)\s>]+)/gi
const IMAGE = /\.(?:png|jpe?g|jfif|gif|webp|avif|svg)$/i

/** Reads what the document names, as far as there is room. */
export async function readBeside(bytes: Uint8Array, read: ReadRelative): Promise<Beside> {
  const files: Record<string, Uint8Array> = {}
  let total = 0
  for (const path of referencedPaths(bytes)) {
    const file = await read(path)
    if (file === null) continue
    total += file.length
    if (total > MAX_BYTES) break
    files[path] = file
  }
  return files
}

/** Relative paths of pictures in a document, each once. */
export function referencedPaths(bytes: Uint8Array): string[] {
  // Addresses are ASCII or UTF-8 in all but the oldest pages.
  const text = new TextDecoder().decode(bytes.subarray(0, SEARCHED_BYTES))
  const paths = new Set<string>()
  for (const match of text.matchAll(REFERENCE)) {
    const value = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replaceAll('&amp;', '&')
    for (const address of /srcset/i.test(match[0]) ? value.split(/,\s+|\s+[\d.]+[wx]\s*,?\s*/) : [value]) {
      const path = relativePath(address)
      if (path !== null && isPicture(path) && paths.size < MAX_FILES) paths.add(path)
    }
  }
  return [...paths]
}

/** Browsers save pictures without an extension under the name that the address had. */
function isPicture(path: string): boolean {
  return IMAGE.test(path) || !/\.[a-z]{1,5}$/i.test(path)
}

/** An address as a path below the document's folder; null for one that is whole or leads out of it. */
export function relativePath(address: string): string | null {
  const bare = address.trim().replace(/[?#].*$/s, '')
  if (bare === '' || /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(bare) || bare.includes('\\')) return null
  const segments = percentDecoded(bare)
    ?.split('/')
    .filter((segment) => segment !== '' && segment !== '.')
  if (
    segments === undefined ||
    segments.length === 0 ||
    segments.some((segment) => segment === '..' || segment.includes('\0'))
  )
    return null
  return segments.join('/')
}

/** Finds in what came along; for `FindAsset`. */
export function findBeside(files: Beside, address: string): Uint8Array | null {
  const path = relativePath(address)
  return path !== null && Object.hasOwn(files, path) ? (files[path] ?? null) : null
}
