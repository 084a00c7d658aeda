import type {
  BlockContent,
  Blockquote,
  Link,
  Literal,
  Paragraph,
  Parents,
  PhrasingContent,
  RootContent,
  Text,
} from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown'

/** Markdown that is written as it stands. Not `html`: before that the serialiser turns line ends into spaces. */
interface Verbatim extends Literal {
  type: 'verbatim'
}

declare module 'mdast' {
  interface BlockContentMap {
    verbatim: Verbatim
  }
  interface PhrasingContentMap {
    verbatim: Verbatim
  }
  interface RootContentMap {
    verbatim: Verbatim
  }
}

/** What Markdown would drop or take for an end of line: it goes out as character references. */
const LINE_END = /([\r\n]+)/
const LINE_END_OR_LEADING = /([\r\n]+|^\s+)/
const LINE_END_OR_TRAILING = /([\r\n]+|\s+$)/
const LINE_END_OR_EDGE = /([\r\n]+|^\s+|\s+$)/

/**
 * Serialiser for trees whose text nodes are literal: what a text node holds is what a CommonMark parser reads back.
 * Escaped beyond CommonMark is what the usual Markdown note programs take for mark-up: #tag, ==mark==, ^block,
 * $formula$ and %%comment%%.
 */
const OPTIONS: Options = {
  bullet: '-',
  fences: true,
  resourceLink: true,
  extensions: [gfmToMarkdown()],
  handlers: {
    text: literalText,
    link: Object.assign(literalLink, { peek: () => '[' }),
    verbatim: (node: Verbatim) => node.value,
  },
  unsafe: [
    { character: '#', after: '\\S', inConstruct: 'phrasing' },
    { character: '=', after: '=', inConstruct: 'phrasing' },
    { character: '=', before: '=', inConstruct: 'phrasing' },
    { character: '%', after: '%', inConstruct: 'phrasing' },
    { character: '%', before: '%', inConstruct: 'phrasing' },
    { character: '^', inConstruct: 'phrasing' },
    { character: '$', inConstruct: 'phrasing' },
  ],
}

/** Texts that stand for themselves wherever a paragraph may stand: most sentences, and the serialiser is slow. */
const PLAIN = /^\p{L}[\p{L}\p{M}\p{N} ,;'"()?.\u2013\u2014\u2018\u2019\u201c\u201d-]*$/u
/** The beginning of an address, as a serialiser that knows GFM sees it, and white space at the end. */
const NOT_PLAIN = /w\.[-.\w]| $/i

/** Paragraphs and headings of which no character needs care; null where the serialiser has to look. */
function plainBlocks(children: readonly RootContent[]): string | null {
  const texts: string[] = []
  for (const child of children) {
    if (child.type !== 'paragraph' && child.type !== 'heading') return null
    const [only] = child.children
    if (only?.type !== 'text' || child.children.length > 1) return null
    if (!PLAIN.test(only.value) || NOT_PLAIN.test(only.value)) return null
    texts.push(child.type === 'heading' ? `${'#'.repeat(child.depth)} ${only.value}` : only.value)
  }
  return `${texts.join('\n\n')}\n`
}

export function serialise(children: RootContent[]): string {
  const plain = children.length === 0 ? null : plainBlocks(children)
  return plain ?? serialiseAny(children)
}

/** The same by the serialiser alone. */
export function serialiseAny(children: RootContent[]): string {
  return toMarkdown({ type: 'root', children }, OPTIONS)
}

export function text(value: string): Text {
  return { type: 'text', value: wellFormed(value) }
}

export function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children }
}

/** Markdown that is written as it stands: the reader's own, tags, block ids. */
export function verbatim(markdown: string): Verbatim {
  return { type: 'verbatim', value: markdown }
}

/**
 * A passage as a block quotation with one paragraph for each of its lines. Empty lines (from `pre`) cannot be
 * paragraphs; they stay with the line before them as character references.
 */
export function quotation(passage: string): Blockquote {
  return { type: 'blockquote', children: literalParagraphs(passage) }
}

export function literalParagraphs(passage: string): BlockContent[] {
  const paragraphs: string[] = []
  for (const line of passage.split('\n')) {
    const last = paragraphs.at(-1)
    if (last === undefined || (line !== '' && !/^\n*$/.test(last))) paragraphs.push(line)
    else paragraphs[paragraphs.length - 1] = `${last}\n${line}`
  }
  return paragraphs.filter((line) => line !== '').map((line) => paragraph(text(line)))
}

/** One line of literal text, for titles and the like. */
export function oneLine(value: string): string {
  return wellFormed(value).replace(/\s+/g, ' ').trim()
}

/** Without what no Markdown can carry: NUL and lone surrogates become U+FFFD. */
export function wellFormed(value: string): string {
  const well = value.toWellFormed()
  return well.includes('\0') ? well.replaceAll('\0', '\ufffd') : well
}

function literalText(node: Text, _parent: unknown, state: State, info: Info): string {
  const parts = node.value.split(lostParts(info.before === '\n', info.after === '\n'))
  const written = parts.map((part, i) => {
    if (i % 2 === 1) return references(part)
    const before = i === 0 ? info.before : ';'
    const after = i === parts.length - 1 ? info.after : '&'
    return part === '' ? '' : state.safe(part, { ...info, before, after })
  })
  return written.join('')
}

/** Addresses that every parser reads as they stand: no space, no angle, no bracket, no pipe, no entity; parentheses pair. */
const PLAIN_ADDRESS = /^(?:[\p{L}\p{N}\-._~:/?#@!&'*+,;=%]|\([\p{L}\p{N}\-._~:/?#@!&'*+,;=%]*\))+$/u
const ENTITY = /&#?[A-Za-z0-9]+;/

/** Escapes in an address are right, and followed by few programs but parsers of CommonMark: most need none. */
function literalLink(node: Link, parent: Parents | undefined, state: State, info: Info): string {
  const whole = (): string => defaultHandlers.link(node, parent, state, info)
  if (!PLAIN_ADDRESS.test(node.url) || ENTITY.test(node.url) || typeof node.title === 'string') return whole()
  const empty = defaultHandlers.link({ ...node, url: '' }, parent, state, info)
  return empty.endsWith('()') ? `${empty.slice(0, -1)}${node.url})` : whole()
}

function lostParts(atLineStart: boolean, atLineEnd: boolean): RegExp {
  if (atLineStart) return atLineEnd ? LINE_END_OR_EDGE : LINE_END_OR_LEADING
  return atLineEnd ? LINE_END_OR_TRAILING : LINE_END
}

function references(part: string): string {
  return Array.from(part, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`).join('')
}
