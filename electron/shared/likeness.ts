/**
 * Whether two articles are the same text: a newer capture of a page, or what another outlet printed too. Texts are
 * compared by their shingles, the runs of four words (Broder, "On the resemblance and containment of documents", 1997);
 * articles worth comparing are found by MinHash and banding (Broder 1998; Indyk and Motwani 1998).
 */
import { forEachWordPlace } from './words.ts'

/** Words of a shingle: four of them in a row are rarely the same by chance. */
const SHINGLE_WORDS = 4
/** Texts with fewer shingles say too little to be told apart from a formula or a caption. */
const LEAST_SHINGLES = 16
/** Bands of two hashes each: of pairs with half of their shingles in common, 99 of 100 share a band. */
export const BANDS = 16
const ROWS = 2

/** From here on two texts are near-identical. */
const NEAR = 0.5
/** The smaller text is nearly all in the larger one. */
const CONTAINED = 0.8
/** Two addresses of one outlet with texts as alike as this are one article; below it may be a column's fixed wording. */
const SAME_PAGE = 0.8
/** An address that is the same decides, unless the texts have nothing to do with each other. */
const RELATED = 0.1

/** Hashes of the text's shingles, ascending, each once. */
export type Shingles = Uint32Array<ArrayBuffer>

export function shinglesOf(text: string): Shingles {
  const words: number[] = []
  forEachWordPlace(text, (start, end) => words.push(hashOf(text.slice(start, end).toLowerCase())))
  const hashes = new Uint32Array(Math.max(0, words.length - SHINGLE_WORDS + 1))
  for (let at = 0; at < hashes.length; at++) {
    let hash = 0
    for (let word = 0; word < SHINGLE_WORDS; word++) hash = mix(Math.imul(hash, 31) ^ (words[at + word] ?? 0))
    hashes[at] = hash
  }
  hashes.sort()
  return hashes.filter((hash, at) => at === 0 || hash !== hashes[at - 1])
}

/** What near-identical texts most probably have in common somewhere; null for a text that is too short to say. */
export function bandsOf(shingles: Shingles): Uint32Array | null {
  if (shingles.length < LEAST_SHINGLES) return null
  const bands = new Uint32Array(BANDS)
  for (let band = 0; band < BANDS; band++) {
    let key = band + 1
    for (let row = 0; row < ROWS; row++) {
      const seed = mix(Math.imul(band * ROWS + row + 1, 0x9e3779b1))
      let least = 0xffffffff
      for (const shingle of shingles) {
        const hash = mix(shingle ^ seed) >>> 0
        if (hash < least) least = hash
      }
      key = mix(Math.imul(key, 31) ^ least)
    }
    bands[band] = key
  }
  return bands
}

/** Shares from 0 to 1. */
export interface Likeness {
  /** Shingles in both, of all. */
  resemblance: number
  /** Shingles in both, of the smaller text's. */
  containment: number
}

export function likenessOf(a: Shingles, b: Shingles): Likeness {
  let common = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i] ?? 0, b[j] ?? 0]
    if (one === other) common++
    if (one <= other) i++
    if (other <= one) j++
  }
  const smaller = Math.min(a.length, b.length)
  if (smaller === 0) return { resemblance: 0, containment: 0 }
  return { resemblance: common / (a.length + b.length - common), containment: common / smaller }
}

/** What two articles are told apart by beside their texts. */
export interface Provenance {
  title: string
  site: string | null
  url: string | null
}

/** The same page once more, the same text from another outlet, or nothing of that kind. */
export type Kinship = 'version' | 'reprint' | null

export function kinshipOf(a: Provenance, b: Provenance, { resemblance, containment }: Likeness): Kinship {
  const [addressA, addressB] = [addressKey(a.url), addressKey(b.url)]
  if (addressA !== null && addressA === addressB) {
    return containment >= RELATED || fold(a.title) === fold(b.title) ? 'version' : null
  }
  if (resemblance < NEAR && containment < CONTAINED) return null
  switch (outletsOf(a, b)) {
    case 'other':
      return 'reprint'
    case 'unknown':
      return 'version'
    case 'same':
      return addressA === null || addressB === null || resemblance >= SAME_PAGE ? 'version' : null
  }
}

const ADDRESS = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)(?:\?([^#]*))?/i
/** Parameters that say where a reader came from, or in which form the page is shown. */
const IDLE_PARAMETER =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ref|ref_src|source|from|amp|m|page=all|single=1|print=1)(?:=|$)/i

/** Equal for addresses of one page, whatever way leads there; null for no page of its own (a front page). */
export function addressKey(url: string | null): string | null {
  const found = url === null ? null : ADDRESS.exec(url)
  if (found === null) return null
  const host = bareHost(found[1] ?? '')
  const path = (found[2] ?? '')
    .replace(/\/(?:index\.(?:html?|php)|amp)?$/i, '')
    .replace(/\/amp$/i, '')
    .replace(/\/+$/, '')
  const parameters = (found[3] ?? '').split('&').filter((part) => part !== '' && !IDLE_PARAMETER.test(part))
  if (path === '' && parameters.length === 0) return null
  return `${host}${path}${parameters.length === 0 ? '' : `?${parameters.sort().join('&')}`}`
}

/** Hosts below which everybody has a house of their own. */
const PLATFORMS = new Set(['blogspot.com', 'wordpress.com', 'substack.com', 'tumblr.com', 'github.io', 'medium.com'])

function bareHost(host: string): string {
  return host.toLowerCase().replace(/^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/, '')
}

/** The domain that belongs to the outlet: `nasional.kabar.co.id` is `kabar.co.id`. */
function domainOf(url: string | null): string | null {
  const found = url === null ? null : ADDRESS.exec(url)
  if (found === null) return null
  const labels = bareHost(found[1] ?? '').split('.')
  const [second = '', last = ''] = labels.slice(-2)
  const count = last.length === 2 && second.length <= 3 && labels.length > 2 ? 3 : 2
  return PLATFORMS.has(`${second}.${last}`) ? labels.join('.') : labels.slice(-count).join('.')
}

function outletsOf(a: Provenance, b: Provenance): 'same' | 'other' | 'unknown' {
  const [domainA, domainB] = [domainOf(a.url), domainOf(b.url)]
  const [siteA, siteB] = [fold(a.site ?? ''), fold(b.site ?? '')]
  if (domainA !== null && domainA === domainB) return 'same'
  if (siteA !== '' && siteA === siteB) return 'same'
  const isNamed = (site: string, domain: string | null): boolean => {
    return site !== '' && domain !== null && (fold(domain) === site || fold(domain.split('.')[0] ?? '') === site)
  }
  if (isNamed(siteA, domainB) || isNamed(siteB, domainA)) return 'same'
  const isKnown = (site: string, domain: string | null): boolean => site !== '' || domain !== null
  return isKnown(siteA, domainA) && isKnown(siteB, domainB) ? 'other' : 'unknown'
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** The finaliser of MurmurHash3 (Appleby): every bit of the input changes half of the output's. */
function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
