import { fail, ok } from '#shared/result.ts'
import { decodeText } from './encoding.ts'
import type { FormatReader } from './format-reader.ts'
import type { FindAsset } from './image-store.ts'
import { type MimePart, readMimeParts } from './mime-parts.ts'

/** Web archives of one file, as Chromium ("Webpage, Single File") and others save them. */
export const mhtml: FormatReader = {
  name: 'mhtml',
  extensions: ['mhtml', 'mht'],
  read({ bytes, name }) {
    const parts = readMimeParts(bytes)
    if (parts === null) return fail({ code: 'archive-damaged', name, reason: 'MIME' })
    const page = parts.find((part) => /html/.test(part.type)) ?? parts.find((part) => part.type === 'text/plain')
    if (page === undefined) return fail({ code: 'file-without-article', name })
    const text = textOf(page)
    if (text === null) return fail({ code: 'file-not-text', name })
    if (page.type === 'text/plain') return ok({ kind: 'text', text })
    return ok({ kind: 'page', html: text, url: locationOf(page) ?? locationIn(parts), find: assetsOf(parts, page) })
  },
}

function textOf(part: MimePart): string | null {
  const declared = part.charset
  if (declared !== null && !/^(?:utf-?8|us-ascii)$/i.test(declared)) {
    try {
      return new TextDecoder(declared).decode(part.body)
    } catch (error) {
      // A charset that nobody knows: the bytes decide.
      if (!(error instanceof RangeError)) throw error
    }
  }
  return decodeText(part.body, 'html')?.text ?? null
}

function locationOf(part: MimePart): string | null {
  const location = part.headers.get('content-location') ?? ''
  return /^https?:/i.test(location) && URL.canParse(location) ? new URL(location).href : null
}

function locationIn(parts: readonly MimePart[]): string | null {
  const stated = parts[0]?.headers.get('snapshot-content-location') ?? ''
  return URL.canParse(stated) ? stated : null
}

/** By Content-Location, whole or relative to the page's, and by `cid:`. */
function assetsOf(parts: readonly MimePart[], page: MimePart): FindAsset {
  const base = page.headers.get('content-location') ?? ''
  const byAddress = new Map<string, Uint8Array>()
  for (const { headers, body } of parts) {
    const location = headers.get('content-location')
    const id = headers.get('content-id')?.replace(/^<|>$/g, '')
    if (location !== undefined) byAddress.set(location, body)
    if (id !== undefined) byAddress.set(`cid:${id}`, body)
  }
  return (address) => {
    const whole = URL.canParse(address, base) ? new URL(address, base).href : address
    return byAddress.get(address) ?? byAddress.get(whole) ?? null
  }
}
