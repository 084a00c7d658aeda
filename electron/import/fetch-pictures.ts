import type { FetchProblem, FetchProgress, MissingPictures, PictureFailure } from '#shared/missing-pictures.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { inParallel } from '../library/in-parallel.ts'
import { Fetcher, ACCEPT_PICTURES } from './fetch-file.ts'
import { type Fetched, looksLikePicture, MAX_ARTICLE_BYTES, MAX_IMAGE_BYTES } from './image-store.ts'
import { isOwnHost } from './public-address.ts'

/** Requests at the same time: enough not to wait for each, few enough not to be a burden to a host. */
const AT_ONCE = 4
/** Addresses of one picture that are tried. */
const MOST_ADDRESSES = 3

export interface FetchOptions {
  /** Those hosts (`URL.host`) alone are asked. */
  hosts: ReadonlySet<string>
  signal: AbortSignal
  onProgress(progress: FetchProgress): void
}

/** Who would have to be asked for pictures, the host of the most first. */
export function hostsOf(pictures: readonly (readonly string[])[]): MissingPictures {
  const groups = Map.groupBy(pictures, ([likeliest = '']) => new URL(likeliest).host)
  const hosts = [...groups].map(([host, own]) => ({ host, count: own.length, isOwn: isOwnHost(hostnameOf(host)) }))
  return { count: pictures.length, hosts: hosts.sort((a, b) => b.count - a.count) }
}

function hostnameOf(host: string): string {
  return new URL(`http://${host}`).hostname
}

/**
 * Asks for pictures, a few at a time.
 * @param pictures the addresses of each, the likeliest first
 */
export async function fetchPictures(
  pictures: readonly (readonly string[])[],
  { hosts, signal, onProgress }: FetchOptions,
): Promise<{ fetched: Fetched; failed: PictureFailure[] }> {
  await using fetcher = fetcherFor(hosts)
  const asked = pictures.filter(([likeliest]) => isOf(likeliest, hosts))
  const fetched: Record<string, Uint8Array> = {}
  const failed: PictureFailure[] = []
  let [done, bytes] = [0, 0]
  await inParallel(asked, AT_ONCE, async (addresses) => {
    const wanted = addresses.filter((address) => isOf(address, hosts)).slice(0, MOST_ADDRESSES)
    const room = bytes < MAX_ARTICLE_BYTES
    const got = room ? await firstPicture(fetcher, wanted, signal) : fail({ reason: 'too-large' as const })
    const [address = ''] = wanted
    if (got.ok) {
      fetched[got.value.address] = got.value.bytes
      bytes += got.value.bytes.length
    } else failed.push({ address, ...got.failure })
    done += 1
    onProgress({ done, total: asked.length })
  })
  return { fetched, failed }
}

/** A host that is chosen under a name of the internet may still not lead into the own network. */
function fetcherFor(hosts: ReadonlySet<string>): Fetcher {
  const ownHosts = new Set([...hosts].filter((host) => isOwnHost(hostnameOf(host))))
  return new Fetcher({ ownHosts, limit: MAX_IMAGE_BYTES, accept: ACCEPT_PICTURES })
}

function isOf(address: string | undefined, hosts: ReadonlySet<string>): boolean {
  return address !== undefined && hosts.has(new URL(address).host)
}

interface Got {
  address: string
  bytes: Uint8Array
}

/** The first of the addresses that leads to a picture; else what is wrong with the likeliest. */
async function firstPicture(
  fetcher: Fetcher,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Result<Got, FetchProblem>> {
  let problem: FetchProblem | null = null
  for (const address of addresses) {
    if (signal.aborted) return fail({ reason: 'cancelled' })
    const got = await fetcher.fetch(address, signal)
    if (got.ok && looksLikePicture(got.value.bytes)) return ok({ address, bytes: got.value.bytes })
    problem ??= got.ok ? { reason: 'not-a-picture' } : got.failure
  }
  return fail(problem ?? { reason: 'unreachable' })
}
