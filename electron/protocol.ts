import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import { percentDecoded } from '#shared/percent-decoding.ts'
import { fileInside } from './storage/file-inside.ts'

export const APP_ORIGIN = 'simak://app'

/** Strict from the first byte: scripts, styles and fonts of our own, images and media of articles, nothing else. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  'img-src simak:',
  'media-src simak:',
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** For pages that are printed: styles of their own and nothing else. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** Pages that are shown for a moment to be printed, by name. */
const pages = new Map<string, string>()

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
}

/** What `simak://` serves. `asset` answers the path of an article's image inside the library, or null. */
export interface Served {
  renderer: string
  asset(articleId: string, name: string): Promise<string | null>
}

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'simak', privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/** Serves the renderer at `simak://app/` and the articles' images at `simak://asset/<article>/<name>`. */
export function serveScheme(served: Served): void {
  protocol.handle('simak', async (request) => {
    const page = pageAt(new URL(request.url))
    if (page !== null) return answer(Buffer.from(page), 200, 'text/html; charset=utf-8', PAGE_POLICY)
    const file = await fileFor(new URL(request.url), request.method, served)
    return file === null ? answer(null, 404, 'text/plain') : answer(await readFile(file), 200, contentType(file))
  })
}

/** Serves a page at an address of its own until `end` is called. */
export function showPage(name: string, html: string): { address: string; end(): void } {
  pages.set(name, html)
  return { address: `simak://page/${name}`, end: () => pages.delete(name) }
}

function pageAt(url: URL): string | null {
  return url.host === 'page' ? (pages.get(url.pathname.slice(1)) ?? null) : null
}

async function fileFor(url: URL, method: string, served: Served): Promise<string | null> {
  if (method !== 'GET') return null
  const segments = percentDecoded(url.pathname)?.split('/').slice(1) ?? null
  if (segments === null) return null
  if (url.host === 'app') return fileInside(served.renderer, segments)
  const [articleId, name, ...rest] = segments
  if (url.host !== 'asset' || articleId === undefined || name === undefined || rest.length > 0) return null
  return served.asset(articleId, name)
}

function contentType(file: string): string {
  return CONTENT_TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream'
}

function answer(
  body: Uint8Array<ArrayBuffer> | null,
  status: number,
  type: string,
  policy = CONTENT_SECURITY_POLICY,
): Response {
  return new Response(body, {
    status,
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-DNS-Prefetch-Control': 'off',
    },
  })
}
