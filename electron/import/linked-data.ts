import { isRecord } from '#shared/is-record.ts'
import { collapseSpaces } from './wording.ts'

/** The part of schema.org's Article that Simak reads (JSON-LD). */
export interface LinkedData {
  headline: string | null
  authors: string[]
  published: string | null
  modified: string | null
  subtitle: string | null
  image: string | null
  editors: string[]
  site: string | null
  url: string | null
  language: string | null
}

type Node = Record<string, unknown>

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Posting)$/
const MAX_DEPTH = 6

/** The first article described in the page's JSON-LD; broken JSON is as none. */
export function linkedData(document: Document): LinkedData {
  // No other scripts are in the tree.
  const scripts = [...document.querySelectorAll('script')]
  const nodes = scripts.flatMap((script) => nodesOf(parse(script.textContent ?? ''), 0))
  const article = nodes.find((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type))) ?? {}
  return {
    headline: text(document, article['headline'] ?? article['name']),
    authors: names(document, article['author']),
    published: text(document, article['datePublished']) ?? text(document, article['dateCreated']),
    modified: text(document, article['dateModified']),
    subtitle: text(document, article['alternativeHeadline']),
    image: address(firstOf(article['image'])) ?? address(article['thumbnailUrl']),
    editors: names(document, article['editor']),
    site: names(document, article['publisher'])[0] ?? null,
    url: address(article['url']) ?? address(article['mainEntityOfPage']),
    language: text(document, article['inLanguage']),
  }
}

/** A comment or a CDATA section, itself perhaps in a comment of the script's language. */
const WRAPPING = /^\s*(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[(?:\s*\*\/)?)|(?:-->|(?:\/\/|\/\*)?\s*\]\]>(?:\s*\*\/)?)\s*$/g

function parse(json: string): unknown {
  const bare = json.replace(WRAPPING, '')
  try {
    return JSON.parse(bare)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  try {
    // Many pages leave raw line breaks inside strings.
    return JSON.parse(bare.replace(/[\n\r\t]+/g, ' '))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function nodesOf(value: unknown, depth: number): Node[] {
  if (depth > MAX_DEPTH) return []
  if (Array.isArray(value)) return value.flatMap((item) => nodesOf(item, depth + 1))
  if (!isRecord(value)) return []
  return [value, ...nodesOf(value['@graph'], depth + 1), ...nodesOf(value['mainEntity'], depth + 1)]
}

function typesOf(node: Node): string[] {
  const type = node['@type']
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string')
}

function names(document: Document, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => names(document, item))
  const name = text(document, isRecord(value) ? value['name'] : value)
  return name === null ? [] : [name]
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function address(value: unknown): string | null {
  const url = isRecord(value) ? (value['url'] ?? value['@id']) : value
  return typeof url === 'string' && /^https?:\/\//i.test(url) ? url : null
}

/** A string of JSON-LD; many pages escape it as HTML. */
function text(document: Document, value: unknown): string | null {
  const raw: unknown = Array.isArray(value) ? value[0] : value
  if (typeof raw !== 'string') return null
  const plain = /&(?:#\d+|#x[\da-f]+|\w+);/i.test(raw) ? decodeEntities(document, raw) : raw
  const clean = collapseSpaces(plain)
  return clean === '' ? null : clean
}

function decodeEntities(document: Document, escaped: string): string {
  const holder = document.createElement('div')
  holder.innerHTML = escaped.replace(/</g, '&lt;')
  return holder.textContent ?? ''
}
