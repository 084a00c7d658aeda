import { Agent, request } from 'undici'
import { fail, ok, type Result } from '#shared/result.ts'
import type { FetchProblem } from '#shared/missing-pictures.ts'
import { isOwnHost, OwnNetworkError, publicLookup } from './public-address.ts'

const MAX_REDIRECTS = 5
/** Milliseconds until a host has to have answered, and between two pieces of an answer. */
const ANSWER_LIMIT = 20_000
/** Milliseconds one file may take in all. */
const FILE_LIMIT = 60_000
/** What a file may be, as HTTP says it. */
export const ACCEPT_PICTURES = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8'
export const ACCEPT_PAGES = 'text/html,application/xhtml+xml,text/markdown,text/plain,application/epub+zip,*/*;q=0.5'

export interface FetchedFile {
  bytes: Uint8Array
  /** Where it was found in the end, without a fragment. */
  url: string
  /** `Content-Type` (RFC 9110, 8.3), '' where the host says none. */
  type: string
}

export interface FetcherOptions {
  /** Hosts (`URL.host`) of the own machine or network that the reader has allowed. */
  ownHosts?: ReadonlySet<string>
  /** Bytes of one file. */
  limit: number
  /** `Accept` (RFC 9110, 12.5.1). */
  accept: string
  lookup?: ReturnType<typeof publicLookup>
  /** Milliseconds one file may take; 60,000 unless told. */
  fileLimit?: number
}

/**
 * Gets files over http and https and sends nothing but their addresses: no cookies, no referrer, no word on the system.
 * Hosts of the own machine or network are refused wherever an address, a name or a redirection leads there, unless the
 * reader has allowed them: an article must not be able to press buttons of a router.
 */
export class Fetcher implements AsyncDisposable {
  private readonly options: FetcherOptions
  private readonly guarded: Agent
  private readonly own: Agent

  constructor(options: FetcherOptions) {
    this.options = options
    const limits = { headersTimeout: ANSWER_LIMIT, bodyTimeout: ANSWER_LIMIT, allowH2: false }
    const timeout = ANSWER_LIMIT
    this.guarded = new Agent({ ...limits, connect: { timeout, lookup: options.lookup ?? publicLookup() } })
    this.own = new Agent({ ...limits, connect: { timeout } })
  }

  async fetch(address: string, signal: AbortSignal): Promise<Result<FetchedFile, FetchProblem>> {
    const ended = AbortSignal.any([signal, AbortSignal.timeout(this.options.fileLimit ?? FILE_LIMIT)])
    try {
      return await this.follow(address, ended)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      return fail(signal.aborted ? { reason: 'cancelled' } : problemOf(error))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.guarded.destroy(), this.own.destroy()])
  }

  private async follow(address: string, signal: AbortSignal): Promise<Result<FetchedFile, FetchProblem>> {
    let url = new URL(address)
    const sent = { accept: this.options.accept, 'accept-encoding': 'identity', 'user-agent': 'Simak' }
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      if (!/^https?:$/.test(url.protocol)) return fail({ reason: 'unreachable' })
      const isAllowed = this.options.ownHosts?.has(url.host) === true
      if (!isAllowed && isOwnHost(url.hostname)) return fail({ reason: 'own-network' })
      const dispatcher = isAllowed ? this.own : this.guarded
      const { statusCode, headers, body } = await request(url, { dispatcher, signal, headers: sent })
      const { location } = headers
      const next =
        statusCode >= 300 && statusCode < 400 && typeof location === 'string' ? URL.parse(location, url) : null
      if (next === null && statusCode === 200) {
        const bytes = await this.readBody(body)
        url.hash = ''
        return bytes.ok ? ok({ bytes: bytes.value, url: url.href, type: String(headers['content-type'] ?? '') }) : bytes
      }
      await body.dump()
      if (next === null) return fail({ reason: 'status', status: statusCode })
      url = next
    }
    return fail({ reason: 'redirects' })
  }

  private async readBody(body: AsyncIterable<Uint8Array>): Promise<Result<Uint8Array, FetchProblem>> {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of body) {
      size += chunk.length
      if (size > this.options.limit) return fail({ reason: 'too-large' })
      chunks.push(chunk)
    }
    return ok(new Uint8Array(Buffer.concat(chunks)))
  }
}

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])

function problemOf(error: Error): FetchProblem {
  if (error instanceof OwnNetworkError) return { reason: 'own-network' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return { reason: error.name === 'TimeoutError' || TIMEOUTS.has(code) ? 'timeout' : 'unreachable' }
}
