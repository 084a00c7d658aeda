import { HIGHLIGHT_COLOURS, type HighlightColour } from './annotation.ts'
import { type DateRange, parseRange } from './search-dates.ts'

/**
 * What a reader asks of the library, as a tree. Spans count UTF-16 code units of the query, so that an editor can show
 * where something stands.
 */
export type QueryNode =
  | { kind: 'all' | 'any'; nodes: QueryNode[] }
  | { kind: 'not'; node: QueryNode }
  | { kind: 'word' | 'phrase'; text: string; span: QuerySpan }
  | { kind: 'filter'; filter: QueryFilter; span: QuerySpan }

export interface QuerySpan {
  start: number
  end: number
}

export const STATES = ['unread', 'read', 'archived', 'favourite', 'orphan', 'trashed'] as const
export type ArticleStateName = (typeof STATES)[number]
export const PARTS = ['note', 'highlight', 'tag'] as const
export type PartName = (typeof PARTS)[number]
export const TEXT_FIELDS = ['site', 'author', 'lang', 'tag', 'in', 'title'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

export type QueryFilter =
  | { field: TextField; value: string }
  | { field: 'colour'; value: HighlightColour }
  | { field: 'has'; value: PartName }
  | { field: 'is'; value: ArticleStateName }
  | { field: 'published' | 'saved'; range: DateRange }

/** What is wrong with a query, and where. The query is searched all the same. */
export type QueryProblem = QuerySpan &
  (
    | { code: 'unclosed-quote' | 'unclosed-group' | 'stray-close' | 'lonely-or' | 'lonely-not' | 'too-long' }
    | { code: 'unknown-field' | 'missing-value' | 'bad-date'; name: string }
    | { code: 'bad-choice'; name: string; known: string[] }
  )

export interface ParsedQuery {
  /** Null where nothing is asked: all articles. */
  root: QueryNode | null
  problems: QueryProblem[]
}

/** Every field by its names in both languages; the first is the one that is written. */
export const FIELD_NAMES: Record<QueryFilter['field'], readonly string[]> = {
  site: ['site', 'situs'],
  author: ['author', 'penulis', 'by', 'oleh'],
  lang: ['lang', 'language', 'bahasa'],
  tag: ['tag', 'label'],
  in: ['in', 'collection', 'koleksi'],
  title: ['title', 'judul'],
  colour: ['colour', 'color', 'warna'],
  has: ['has', 'punya', 'ada'],
  is: ['is', 'status'],
  published: ['published', 'terbit'],
  saved: ['saved', 'simpan', 'disimpan'],
}

const COLOUR_NAMES: Record<string, HighlightColour> = {
  kuning: 'yellow',
  hijau: 'green',
  biru: 'blue',
  'merah muda': 'pink',
  ungu: 'purple',
}
const STATE_NAMES: Record<string, ArticleStateName> = {
  belum: 'unread',
  'belum dibaca': 'unread',
  dibaca: 'read',
  arsip: 'archived',
  favorit: 'favourite',
  favorite: 'favourite',
  yatim: 'orphan',
  orphaned: 'orphan',
  sampah: 'trashed',
  trash: 'trashed',
}
const PART_NAMES: Record<string, PartName> = {
  catatan: 'note',
  notes: 'note',
  sorotan: 'highlight',
  highlights: 'highlight',
  tags: 'tag',
  label: 'tag',
}

/** More conditions than anybody types; what comes after is left out, so that a pasted page costs no minute. */
const MOST_LEAVES = 64
const LONGEST = 2000
const DEEPEST = 12
const QUOTES: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»' }
const FIELD = /^(\p{Letter}+):/u
const BARE = /^[^\s()"“”«»]+/u

/** Reads a query. Never throws; whatever cannot be understood is searched as words and told in `problems`. */
export function parseQuery(text: string): ParsedQuery {
  const reader = new QueryReader(text.slice(0, LONGEST))
  const nodes = reader.readAll()
  if (text.length > LONGEST) reader.problems.push({ code: 'too-long', start: LONGEST, end: text.length })
  return { root: simplify(nodes), problems: reader.problems.toSorted((a, b) => a.start - b.start) }
}

/** Words and phrases that must or may occur, for showing what was meant; negated ones are left out. */
export function positiveTexts(root: QueryNode | null): { text: string; phrase: boolean }[] {
  if (root === null) return []
  switch (root.kind) {
    case 'all':
    case 'any':
      return root.nodes.flatMap(positiveTexts)
    case 'word':
    case 'phrase':
      return [{ text: root.text, phrase: root.kind === 'phrase' }]
    case 'not':
    case 'filter':
      return []
  }
}

class QueryReader {
  readonly problems: QueryProblem[] = []
  private readonly text: string
  private at = 0
  private depth = 0
  private leaves = 0

  constructor(text: string) {
    this.text = text
  }

  readAll(): QueryNode[] {
    const nodes: QueryNode[] = []
    while (this.at < this.text.length) {
      nodes.push(...this.readGroup())
      if (this.text[this.at] === ')') {
        this.problems.push({ code: 'stray-close', start: this.at, end: this.at + 1 })
        this.at++
      }
    }
    return nodes
  }

  /** Reads up to the end or a closing parenthesis, which stays. */
  private readGroup(): QueryNode[] {
    const nodes: QueryNode[] = []
    let or: QuerySpan | null = null
    for (this.skipSpace(); this.at < this.text.length && this.text[this.at] !== ')'; this.skipSpace()) {
      const keyword = this.readKeyword()
      if (keyword !== null) {
        if (keyword.or && (nodes.length === 0 || or !== null))
          this.problems.push({ code: 'lonely-or', ...keyword.span })
        else if (keyword.or) or = keyword.span
        continue
      }
      const node = this.readItem()
      if (node === null) continue
      const last = nodes.at(-1)
      if (or !== null && last !== undefined) nodes[nodes.length - 1] = joined(last, node)
      else nodes.push(node)
      or = null
    }
    if (or !== null) this.problems.push({ code: 'lonely-or', ...or })
    return nodes
  }

  private readKeyword(): { or: boolean; span: QuerySpan } | null {
    const found = /^(?:OR|ATAU|\||AND|DAN|&)(?=\s|$)/u.exec(this.text.slice(this.at, this.at + 6))
    if (found === null) return null
    const span = { start: this.at, end: this.at + found[0].length }
    this.at = span.end
    return { or: ['OR', 'ATAU', '|'].includes(found[0]), span }
  }

  private readItem(): QueryNode | null {
    const start = this.at
    const negation = /^(?:[-−]+(?=[^\s-])|(?:NOT|BUKAN)\s+)/u.exec(this.text.slice(start))
    if (negation === null) return this.readPositive()
    this.at += negation[0].length
    const node = this.text[this.at] === ')' || this.at >= this.text.length ? null : this.readPositive()
    if (node !== null) return { kind: 'not', node }
    this.problems.push({ code: 'lonely-not', start, end: this.at })
    return null
  }

  private readPositive(): QueryNode | null {
    const character = this.text[this.at] ?? ''
    if (character === '(') return this.readParentheses()
    if (character in QUOTES) return this.readPhrase()
    if (character === ')') return null
    const field = FIELD.exec(this.text.slice(this.at))
    const name = field?.[1]?.toLowerCase()
    return name === undefined ? this.readWord() : this.readField(name)
  }

  private readParentheses(): QueryNode | null {
    const start = this.at
    this.at++
    // Deeper than anybody thinks, parentheses mean nothing: the stack must not grow with the input.
    if (this.depth >= DEEPEST) return null
    this.depth++
    const nodes = this.readGroup()
    this.depth--
    if (this.text[this.at] === ')') this.at++
    else this.problems.push({ code: 'unclosed-group', start, end: this.text.length })
    return simplify(nodes)
  }

  private readPhrase(): QueryNode | null {
    const start = this.at
    const text = this.readQuoted()
    return this.leaf({ kind: 'phrase', text, span: { start, end: this.at } })
  }

  /** An unclosed quote goes to the end: that is how a phrase looks while it is typed. */
  private readQuoted(): string {
    const start = this.at
    const close = QUOTES[this.text[start] ?? ''] ?? '"'
    const end = this.text.indexOf(close, start + 1)
    if (end === -1) this.problems.push({ code: 'unclosed-quote', start, end: this.text.length })
    this.at = end === -1 ? this.text.length : end + 1
    return this.text.slice(start + 1, end === -1 ? undefined : end)
  }

  private readWord(): QueryNode | null {
    const start = this.at
    const word = BARE.exec(this.text.slice(start))?.[0]
    if (word === undefined) {
      // A lone closing quote and the like.
      this.at++
      return null
    }
    this.at += word.length
    return this.leaf({ kind: 'word', text: word, span: { start, end: this.at } })
  }

  private readField(name: string): QueryNode | null {
    const start = this.at
    this.at += name.length + 1
    const field = fieldOf(name)
    const isAddress = this.text.startsWith('//', this.at)
    const value = this.readValue()
    const span = { start, end: this.at }
    if (field === null || isAddress) {
      if (!isAddress) this.problems.push({ code: 'unknown-field', name, ...span })
      return this.leaf({ kind: 'word', text: this.text.slice(start, this.at), span })
    }
    if (value.trim() === '') {
      this.problems.push({ code: 'missing-value', name, ...span })
      return null
    }
    const filter = this.filterOf(field, value.trim(), span)
    return filter === null ? null : this.leaf({ kind: 'filter', filter, span })
  }

  private readValue(): string {
    if ((this.text[this.at] ?? '') in QUOTES) return this.readQuoted()
    const value = BARE.exec(this.text.slice(this.at))?.[0] ?? ''
    this.at += value.length
    return value
  }

  private filterOf(field: QueryFilter['field'], value: string, span: QuerySpan): QueryFilter | null {
    switch (field) {
      case 'colour': {
        const colour = usualColour(value)
        return colour === null ? this.badChoice(value, HIGHLIGHT_COLOURS, span) : { field, value: colour }
      }
      case 'has': {
        const part = choiceOf(value, PARTS, PART_NAMES)
        return part === null ? this.badChoice(value, PARTS, span) : { field, value: part }
      }
      case 'is': {
        const state = choiceOf(value, STATES, STATE_NAMES)
        return state === null ? this.badChoice(value, STATES, span) : { field, value: state }
      }
      case 'published':
      case 'saved': {
        const range = parseRange(value)
        if (range === null) this.problems.push({ code: 'bad-date', name: value, ...span })
        return range === null ? null : { field, range }
      }
      default:
        return { field, value }
    }
  }

  private badChoice(name: string, known: readonly string[], span: QuerySpan): null {
    this.problems.push({ code: 'bad-choice', name, known: [...known], ...span })
    return null
  }

  private leaf<N extends QueryNode & { span: QuerySpan }>(node: N): N | null {
    this.leaves++
    if (this.leaves === MOST_LEAVES + 1) {
      this.problems.push({ code: 'too-long', start: node.span.start, end: this.text.length })
    }
    return this.leaves > MOST_LEAVES ? null : node
  }

  private skipSpace(): void {
    while (this.at < this.text.length && /\s/u.test(this.text[this.at] ?? '')) this.at++
  }
}

function joined(left: QueryNode, right: QueryNode): QueryNode {
  return { kind: 'any', nodes: left.kind === 'any' ? [...left.nodes, right] : [left, right] }
}

function simplify(nodes: QueryNode[]): QueryNode | null {
  return nodes.length > 1 ? { kind: 'all', nodes } : (nodes[0] ?? null)
}

/** The field a name stands for; null for a name that is none. */
export function fieldOf(name: string): QueryFilter['field'] | null {
  for (const [field, names] of Object.entries(FIELD_NAMES)) {
    // The keys of FIELD_NAMES are the fields by its type.
    if (names.includes(name.toLowerCase())) return field as QueryFilter['field']
  }
  return null
}

/** The colour that has this name in either language; null where none has. */
export function usualColour(name: string): HighlightColour | null {
  return choiceOf(name, HIGHLIGHT_COLOURS, COLOUR_NAMES)
}

function choiceOf<C extends string>(value: string, known: readonly C[], others: Record<string, C>): C | null {
  const wanted = value.toLowerCase()
  return known.find((choice) => choice === wanted) ?? (Object.hasOwn(others, wanted) ? (others[wanted] ?? null) : null)
}
