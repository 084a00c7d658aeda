import type { Failure } from '#shared/failure.ts'
import { percentDecoded } from '#shared/percent-decoding.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { type FetchedFile, Fetcher, ACCEPT_PAGES } from './fetch-file.ts'
import { READABLE_TYPES } from './formats.ts'
import { bytesSource, type ImportSource, MAX_IMPORT_BYTES } from './import-source.ts'

/**
 * Asks for the page or file at an address. A host of the own network is meant where the reader has typed it.
 * @returns what to import, or address-failed
 */
export async function fetchPage(url: URL, signal: AbortSignal): Promise<Result<ImportSource, Failure>> {
  await using fetcher = new Fetcher({ ownHosts: new Set([url.host]), limit: MAX_IMPORT_BYTES, accept: ACCEPT_PAGES })
  const got = await fetcher.fetch(url.href, signal)
  if (got.ok) return ok(fetchedSource(got.value))
  const { failure } = got
  const reason = failure.reason === 'status' ? `HTTP ${failure.status}` : failure.reason
  return fail({ code: 'address-failed', url: url.href, reason })
}

/**
 * What was fetched as something to import. A page becomes a web archive (RFC 2557) of it alone, so that its original says
 * for ever where it is from and in which encoding the host sent it; the same page makes the same bytes.
 */
export function fetchedSource(file: FetchedFile): ImportSource {
  const [type = ''] = file.type.toLowerCase().split(';')
  const name = nameOf(file.url)
  const extension = READABLE_TYPES.get(type.trim()) ?? null
  if (extension === 'html') return bytesSource(withExtension(name, 'mhtml'), archiveOf(file))
  return bytesSource(extension === null ? name : withExtension(name, extension), file.bytes)
}

/** The last part of the path that says anything, else the host. */
function nameOf(address: string): string {
  const { pathname, hostname } = new URL(address)
  const part = pathname.split('/').findLast((segment) => segment !== '') ?? hostname
  return (percentDecoded(part) ?? part).replace(/[\\/\0]/g, '-').slice(0, 120)
}

function withExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(`.${extension}`) ? name : `${name}.${extension}`
}

const BOUNDARY = '----simak-page'

function archiveOf({ bytes, url, type }: FetchedFile): Uint8Array {
  const start = [
    'From: <Saved by Simak>',
    `Snapshot-Content-Location: ${url}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/related; type="text/html"; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    `Content-Type: ${type.replace(/[^\x20-\x7e]/g, '')}`,
    'Content-Transfer-Encoding: base64',
    `Content-Location: ${url}`,
    '',
    '',
  ]
  const body = Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
  return new Uint8Array(Buffer.from(`${start.join('\r\n')}${body}\r\n--${BOUNDARY}--\r\n`, 'latin1'))
}
