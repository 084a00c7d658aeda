import { hash } from 'node:crypto'
import { imageDimensionsFromData } from 'image-dimensions'
import type { Asset } from '#shared/article.ts'
import { ASSET_FOLDER, assetNameOf } from '#shared/content-allow-list.ts'
import { percentDecoded } from '#shared/percent-decoding.ts'
import { collapseSpaces } from './wording.ts'

/** The bytes that came with a document under an address as it is written there; null where there are none. */
export type FindAsset = (address: string) => Uint8Array | null

/** Pictures that were asked for over the network, by their whole addresses. */
export type Fetched = Readonly<Record<string, Uint8Array>>

/** Makes an SVG document safe; null where nothing is left of it. */
export type SanitiseSvg = (source: string) => string | null

/** The pictures of a document. */
export interface Pictures {
  assets: Asset[]
  /** Those that did not come along: the addresses of each in the network, the likeliest first. */
  wanted: (readonly string[])[]
  /** Names of those that were fetched, by their addresses. */
  fetched: Record<string, string>
}

export interface KeptImage {
  /** What the content names it. */
  src: string
  /** CSS pixels; null where the image does not say. */
  width: number | null
  height: number | null
}

export const MAX_IMAGE_BYTES = 20 * 1024 * 1024
export const MAX_ARTICLE_BYTES = 200 * 1024 * 1024
/** Pictures of one article that are asked for, where they did not come with it. */
const MAX_WANTED = 500
/** Larger ones are decompression bombs, or nothing to read beside. */
const MAX_PIXELS = 100_000_000
/** Sanitising takes a hundred times as much memory; drawings of maps have a tenth of these. */
const MAX_SVG_BYTES = 5 * 1024 * 1024
const MAX_SVG_ELEMENTS = 50_000

const EXTENSIONS: Readonly<Record<string, string>> = { png: 'png', jpeg: 'jpg', gif: 'gif', webp: 'webp', avif: 'avif' }

/**
 * The images of one article. They are told by their bytes, whatever they are called, and kept once however often they
 * are shown; what is no image, too large, or not there, is not kept.
 */
export class ImageStore {
  private readonly find: FindAsset
  private readonly sanitiseSvg: SanitiseSvg
  private readonly fetched: Fetched | null
  private readonly kept = new Map<string, Asset>()
  private readonly missing = new Map<string, readonly string[]>()
  private readonly used = new Map<string, string>()
  private total = 0

  /** @param fetched null where nothing was asked for, as in every import */
  constructor(find: FindAsset = () => null, sanitiseSvg: SanitiseSvg = () => null, fetched: Fetched | null = null) {
    this.find = find
    this.sanitiseSvg = sanitiseSvg
    this.fetched = fetched
  }

  /** What became of the pictures. */
  get all(): Pictures {
    return {
      assets: [...this.kept.values()],
      wanted: [...this.missing.values()],
      fetched: Object.fromEntries(this.used),
    }
  }

  /** Whether there is any that did not come along and can be asked for. */
  get lacks(): boolean {
    return this.missing.size > 0
  }

  /** Keeps the first of these addresses that leads to an image. */
  keep(addresses: readonly string[], baseUrl: string | null = null): KeptImage | null {
    for (const address of addresses) {
      const kept = this.keepIfImage(address.startsWith('data:') ? bytesOfDataUri(address) : this.find(address))
      if (kept !== null) return kept
    }
    return this.fetched === null ? null : this.keepFetched(this.fetched, webAddresses(addresses, baseUrl))
  }

  private keepFetched(fetched: Fetched, addresses: readonly string[]): KeptImage | null {
    for (const address of addresses) {
      const kept = Object.hasOwn(fetched, address) ? this.keepIfImage(fetched[address] ?? null) : null
      if (kept === null) continue
      this.used.set(address, assetNameOf(kept.src) ?? '')
      return kept
    }
    return null
  }

  /** Remembers a picture that is not there as one that can be asked for. */
  want(addresses: readonly string[], baseUrl: string | null = null): void {
    const [likeliest, ...others] = webAddresses(addresses, baseUrl)
    if (likeliest !== undefined && this.missing.size < MAX_WANTED) this.missing.set(likeliest, [likeliest, ...others])
  }

  private keepIfImage(bytes: Uint8Array | null): KeptImage | null {
    return bytes === null || bytes.length > MAX_IMAGE_BYTES ? null : this.keepBytes(bytes)
  }

  private keepBytes(bytes: Uint8Array): KeptImage | null {
    const facts = dimensionsOf(bytes)
    if (facts === null) return this.keepSvg(bytes)
    const extension = EXTENSIONS[facts.type]
    if (extension === undefined || facts.width * facts.height > MAX_PIXELS) return null
    return this.store(bytes, extension, facts)
  }

  private keepSvg(bytes: Uint8Array): KeptImage | null {
    if (!looksLikeSvg(bytes)) return null
    if (bytes.length > MAX_SVG_BYTES) return null
    const source = new TextDecoder().decode(bytes)
    if ((source.match(/<[a-z]/gi)?.length ?? 0) > MAX_SVG_ELEMENTS) return null
    const safe = this.sanitiseSvg(source)
    return safe === null ? null : this.store(new TextEncoder().encode(safe), 'svg', svgSize(safe))
  }

  private store(
    bytes: Uint8Array,
    extension: string,
    { width, height }: { width: number | null; height: number | null },
  ): KeptImage | null {
    const name = `${hash('sha256', bytes)}.${extension}`
    if (!this.kept.has(name)) {
      if (this.total + bytes.length > MAX_ARTICLE_BYTES) return null
      this.total += bytes.length
      // A copy: the bytes may be a view into a whole archive.
      this.kept.set(name, { name, bytes: new Uint8Array(bytes) })
    }
    return { src: `${ASSET_FOLDER}${name}`, width, height }
  }
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024))
  return /<svg[\s>]/i.test(start) || /^\s*<\?xml|<!doctype\s+svg/i.test(start)
}

/** Whether bytes may be a picture of a kind that is kept. */
export function looksLikePicture(bytes: Uint8Array): boolean {
  const facts = dimensionsOf(bytes)
  return facts === null ? looksLikeSvg(bytes) : Object.hasOwn(EXTENSIONS, facts.type)
}

function dimensionsOf(bytes: Uint8Array): { type: string; width: number; height: number } | null {
  try {
    return imageDimensionsFromData(bytes) ?? null
  } catch (error) {
    // What the library throws for an image that ends too early.
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

function svgSize(svg: string): { width: number | null; height: number | null } {
  const tag = /<svg[^>]*>/i.exec(svg)?.[0] ?? ''
  const size = (name: string): number | null => {
    const value = Number.parseFloat(new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`, 'i').exec(tag)?.[1] ?? '')
    return Number.isFinite(value) && value > 0 ? Math.round(value) : null
  }
  return { width: size('width'), height: size('height') }
}

/** Null for what is no data URI (RFC 2397). */
function bytesOfDataUri(address: string): Uint8Array | null {
  const comma = address.indexOf(',')
  if (comma === -1 || address.length > MAX_IMAGE_BYTES * 2) return null
  const data = address.slice(comma + 1)
  if (/;\s*base64\s*$/i.test(address.slice(0, comma)))
    return Buffer.from(data.replace(/%2B/gi, '+').replace(/%2F/gi, '/').replace(/%3D/gi, '='), 'base64')
  const text = percentDecoded(data)
  return text === null ? null : new TextEncoder().encode(text)
}

const LAZY = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-url',
  'data-hi-res-src',
  'data-full-src',
  'data-image',
  'data-echo',
]
const LAZY_SETS = ['data-srcset', 'data-lazy-srcset', 'srcset']

/** The addresses an image may have its bytes from, the likeliest first: what a page puts there until it is seen comes last. */
export function imageAddresses(image: Element, sources: readonly Element[]): string[] {
  const of = (element: Element, names: readonly string[]): string[] =>
    names.flatMap((name) => collapseSpaces(element.getAttribute(name) ?? '') || [])
  const sets = [image, ...sources].flatMap((element) => of(element, LAZY_SETS).flatMap(addressesOfSet))
  const src = of(image, ['src'])
  const isPlaceholder = src.some((address) => address.startsWith('data:') && address.length < 1000)
  const lazy = of(image, LAZY)
  return isPlaceholder ? [...lazy, ...sets, ...src] : [...lazy, ...src, ...sets]
}

/** The candidates of a `srcset`, the widest first. */
function addressesOfSet(set: string): string[] {
  if (set.startsWith('data:')) return [set.split(/\s/)[0] ?? set]
  const candidates = [...set.matchAll(/([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)/g)]
  return candidates.toSorted((a, b) => Number(b[2] ?? 1) - Number(a[2] ?? 1)).map((match) => match[1] ?? '')
}

/** What Chromium and Firefox make of the addresses of a saved page's pictures: paths on the disk of whoever saved it. */
const SAVED_BESIDE = /^(?:\.\/)?[^/]*[_.]files\//i

/** The http and https addresses among these, whole and each once: those that say their host come first. */
function webAddresses(addresses: readonly string[], baseUrl: string | null): string[] {
  const whole = addresses.filter((address) => /^(?:https?:)?\/\//i.test(address))
  const relative = addresses.filter((address) => !whole.includes(address) && !SAVED_BESIDE.test(address))
  return [...new Set([...whole, ...relative].flatMap((address) => webAddress(address, baseUrl) ?? []))]
}

function webAddress(address: string, baseUrl: string | null): string | null {
  const url = URL.parse(address, baseUrl ?? (address.startsWith('//') ? 'https://' : undefined))
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url.href
}
