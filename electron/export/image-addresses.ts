import { readFile } from 'node:fs/promises'
import { assetNameOf } from '#shared/content-allow-list.ts'
import { errorCode } from './atomic-file.ts'

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** `data:` addresses (RFC 2397) of images, for a page that needs nothing but itself; what cannot be read is left out. */
export async function imageAddresses(images: Readonly<Record<string, string>>): Promise<Map<string, string>> {
  const addresses = new Map<string, string>()
  for (const [name, path] of Object.entries(images)) {
    const type = TYPES[name.replace(/^.*\./, '')]
    if (type === undefined) continue
    try {
      addresses.set(name, `data:${type};base64,${await readFile(path, 'base64')}`)
    } catch (error) {
      if (errorCode(error) === null) throw error
    }
  }
  return addresses
}

const IMAGE = /<img\b[^>]*?\ssrc="([^"]+)"/g

/** File names of the images that content shows, each once. */
export function imageNames(html: string): string[] {
  if (!html.includes('<img')) return []
  const names = Array.from(html.matchAll(IMAGE), ([, src = '']) => assetNameOf(src))
  return [...new Set(names.filter((name) => name !== null))]
}
