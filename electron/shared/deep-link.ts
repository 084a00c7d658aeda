import { percentDecoded } from './percent-decoding.ts'

/** Addresses that other programs open Simak with: `simak://article/<article>` and `.../<annotation>`. */
export interface DeepLink {
  article: string
  /** The annotation whose passage is wanted, null for the article. */
  annotation: string | null
}

const ADDRESS = /^simak:\/\/article\/([a-z2-7]{26})(?:\/([^/?#\s]{1,300}))?\/?$/i

/** The address of an article or of a passage in it. Ends in letters, digits and `-_.~%` only: safe in Markdown. */
export function deepLink(article: string, annotation: string | null = null): string {
  const passage = annotation === null ? '' : `/${encode(annotation)}`
  return `simak://article/${article}${passage}`
}

/** Null for anything but such an address; whoever hands one over is not trusted. */
export function parseDeepLink(address: string): DeepLink | null {
  const match = ADDRESS.exec(address)
  const article = match?.[1]?.toLowerCase()
  if (article === undefined) return null
  const annotation = match?.[2] === undefined ? null : percentDecoded(match[2])
  return match?.[2] !== undefined && annotation === null ? null : { article, annotation }
}

/** What needs no care in an address. */
const PLAIN = /^[\w.~-]*$/

function encode(id: string): string {
  if (PLAIN.test(id)) return id
  return encodeURIComponent(id.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
