import { isMap, isScalar, parse, parseDocument, type YAMLMap } from 'yaml'

/** A top-level key of front matter with all its lines, comments and empty lines below it among them. */
interface Entry {
  key: string | null
  lines: string
}

/** Keys whose value Simak alone knows: an edit by hand would not come true. */
const ALWAYS_OURS = new Set(['simak_id', 'highlights', 'exported'])

/** Divides a file into front matter (with its fences) and body; front matter is '' where there is none. */
export function splitFrontMatter(file: string): { head: string; body: string } {
  const match = /^\ufeff?---[^\S\n]*\r?\n(?:[\s\S]*?\n)?(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)/.exec(file)
  return match === null ? { head: '', body: file } : { head: match[0], body: file.slice(match[0].length) }
}

/** The article a file is the note of; null for any other file. */
export function simakIdOf(head: string): string | null {
  return /^simak_id:[^\S\n]*["']?([a-z2-7]{26})["']?[^\S\n]*(?:#[^\n]*)?\r?$/m.exec(head)?.[1] ?? null
}

/**
 * Front matter as the person left it, with what Simak changed since the last export. Keys that are not ours keep every
 * byte, so do ours that the person changed; of `tags` both sides' additions and removals count.
 */
export function mergeFrontMatter(base: string, theirs: string, ours: string): string {
  const [old, now, next] = [entriesOf(base), entriesOf(theirs), entriesOf(ours)]
  const oldValues = valuesOf(old)
  const nowValues = valuesOf(now)
  const nextValues = valuesOf(next)
  const merged = now.flatMap((entry): string[] => {
    const { key } = entry
    if (key === null || (!oldValues.has(key) && !nextValues.has(key))) return [entry.lines]
    const wanted = mergedValue(key, oldValues.get(key), nowValues.get(key), nextValues.get(key))
    if (same(wanted, nowValues.get(key))) return [entry.lines]
    const lines = wanted === undefined ? '' : linesFor(key, wanted, next)
    return [lines + remarksOf(entry, linesOf(key, old), lines)]
  })
  const added = next.flatMap(({ key, lines }) =>
    key === null || nowValues.has(key) || oldValues.has(key) ? [] : [lines],
  )
  const { open, close } = fencesOf(theirs)
  return open + withLineEnd(merged.join('')) + added.join('') + close
}

function mergedValue(key: string, old: unknown, now: unknown, next: unknown): unknown {
  if (ALWAYS_OURS.has(key) || same(now, old)) return next
  if (key === 'tags' && Array.isArray(now) && Array.isArray(next)) return mergedTags(old, now, next)
  return now
}

function mergedTags(old: unknown, now: unknown[], next: unknown[]): unknown[] {
  const before = Array.isArray(old) ? old : []
  const kept = now.filter((tag) => next.includes(tag) || !before.includes(tag))
  return [...kept, ...next.filter((tag) => !before.includes(tag) && !kept.includes(tag))]
}

function entriesOf(head: string): Entry[] {
  const entries: Entry[] = []
  for (const line of innerOf(head).match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const last = entries.at(-1)
    const key = keyOf(line)
    if (key === null && last !== undefined) last.lines += line
    else entries.push({ key, lines: line })
  }
  return entries
}

/** In a block mapping every key begins in the first column; sequences may, with their hyphen. */
function keyOf(line: string): string | null {
  if (/^[\s#-]/.test(line)) return null
  const quoted = /^(["'])(.*?)\1[^\S\n]*:(?:\s|$)/.exec(line)
  return quoted?.[2] ?? /^([^\s:#][^:]*?)[^\S\n]*:(?:\s|$)/.exec(line)?.[1] ?? null
}

/** Values that YAML can read; a key whose lines it cannot read has the lines themselves for its value. */
function valuesOf(entries: readonly Entry[]): Map<string, unknown> {
  const values = new Map<string, unknown>()
  for (const { key, lines } of entries) if (key !== null && !values.has(key)) values.set(key, valueOf(lines))
  return values
}

function valueOf(lines: string): unknown {
  try {
    const parsed: unknown = parse(lines)
    const values = typeof parsed === 'object' && parsed !== null ? Object.values(parsed) : []
    return values.length === 1 ? values[0] : lines
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('YAML')) return lines
    throw error
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function linesFor(key: string, value: unknown, next: readonly Entry[]): string {
  const ours = next.find((entry) => entry.key === key)
  if (ours !== undefined && same(valueOf(ours.lines), value)) return ours.lines
  const document = parseDocument(ours?.lines ?? `${key}:\n`)
  document.set(key, document.createNode(value))
  return document.toString({ lineWidth: 0 })
}

/**
 * What of an entry does not stand in the lines that take its place, as comments: a person's words outlive the value they
 * stood at.
 * @param known the entry in the last export
 */
function remarksOf({ key, lines }: Entry, known: readonly string[], instead: string): string {
  const said = new Set(wordsOf(instead))
  const isSaid = (text: string): boolean => known.includes(text) || wordsOf(text).every((word) => said.has(word))
  const remarks = lines.split('\n').flatMap((line, i) => {
    const text = line.trim()
    if (i === 0 && ALWAYS_OURS.has(key ?? '')) return commentAt(lines)
    if (text.startsWith('#')) return [line.trimEnd()]
    if (isSaid(text)) return []
    return i === 0 && isSaid(withoutComment(text)) ? commentAt(lines) : [`# ${text}`]
  })
  return remarks.map((line) => `${line}\n`).join('')
}

function linesOf(key: string, entries: readonly Entry[]): string[] {
  const lines = entries.filter((entry) => entry.key === key).flatMap((entry) => entry.lines.split('\n'))
  return lines.map((line) => line.trim())
}

function wordsOf(text: string): string[] {
  return text.match(/[^\s"'[\],:-]+/gu) ?? []
}

function withoutComment(text: string): string {
  return text.replace(/\s#.*$/, '')
}

function commentAt(lines: string): string[] {
  const { contents } = parseDocument(lines, { strict: false })
  const values = isMap(contents) ? (contents as YAMLMap).items.map(({ value }) => value) : []
  return values.flatMap((value) =>
    isScalar(value) && typeof value.comment === 'string' && !lines.includes(`\n#${value.comment}`)
      ? [`#${value.comment}`]
      : [],
  )
}

function innerOf(head: string): string {
  const { open, close } = fencesOf(head)
  return head.slice(open.length, head.length - close.length)
}

function fencesOf(head: string): { open: string; close: string } {
  const open = /^\ufeff?---[^\S\n]*\r?\n/.exec(head)?.[0] ?? ''
  const close = /(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)$/.exec(head)?.[0] ?? ''
  return { open, close }
}

function withLineEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
