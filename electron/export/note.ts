import type { Definition, FootnoteDefinition, Nodes, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { gfm } from 'micromark-extension-gfm'
import { literalParagraphs, serialise, wellFormed } from './markdown.ts'

/** What every fence, HTML block, definition and block id contains: without it a note cannot reach out of its place. */
const REACHES_OUT = /```|~~~|<|\]:|\^/
const SOME_BLOCK_ID = /\^(?:hl|note)-/
const OUR_BLOCK_ID = /^\^(?:hl|note)-[A-Za-z0-9-]+\s*$/
const NEIGHBOUR = 'neighbour'
/** HTML blocks that only their own end closes (CommonMark 0.31, 4.6, conditions 1 to 5), and that end. */
const HTML_ENDS: [RegExp, (opening: string) => string][] = [
  [/^<!--/, () => '-->'],
  [/^<\?/, () => '?>'],
  [/^<!\[CDATA\[/, () => ']]>'],
  [/^<![a-z]/i, () => '>'],
  [/^<(?:script|pre|style|textarea)\b/i, (opening) => `</${opening.slice(1)}>`],
]

/**
 * The reader's note as Markdown that can stand between other blocks and changes nothing outside itself. A note that
 * keeps to itself stays as it was written, byte for byte; one that leaves a fence or an HTML block open is closed; link
 * and footnote definitions, which would reach through the whole file, are resolved where they are used; what cannot be
 * helped becomes plain text. '' for a note without content.
 * @param name makes footnote labels unique in the file
 */
export function embeddableNote(note: string, name: string): string {
  const source = tidy(note)
  if (!REACHES_OUT.test(source)) return source
  try {
    return confined(source, name) ?? asText(source)
  } catch (error) {
    // Thousands of quotations or lists in one another overflow the parser's stack.
    if (error instanceof RangeError) return asText(source)
    throw error
  }
}

/** The note as Markdown that keeps to itself, null if there is no such Markdown. */
function confined(source: string, name: string): string | null {
  const tree = parse(source)
  const candidates = hasDefinitions(tree) ? [resolved(tree, name)] : [source, write(tree)]
  for (const candidate of candidates.map(withoutBlockIds)) {
    for (const end of ['', closing(candidate)]) if (keepsToItself(candidate + end)) return candidate + end
  }
  return null
}

function asText(source: string): string {
  return serialise(literalParagraphs(source)).trimEnd()
}

function tidy(note: string): string {
  const lines = wellFormed(note)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
  const hasContent = (line: string) => /[^ \t]/.test(line)
  const content = lines.slice(Math.max(0, lines.findIndex(hasContent)), lines.findLastIndex(hasContent) + 1)
  return content.join('\n').replace(/^\ufeff+/, '')
}

/** Escapes the caret of paragraphs that would pass for one of our block ids; they read the same. */
function withoutBlockIds(source: string): string {
  if (!SOME_BLOCK_ID.test(source)) return source
  let guarded = source
  for (const node of parse(source).children.toReversed()) {
    const start = node.position?.start.offset ?? 0
    const written = source.slice(start, node.position?.end.offset ?? start)
    if (node.type === 'paragraph' && OUR_BLOCK_ID.test(written)) {
      guarded = `${guarded.slice(0, start)}\\${guarded.slice(start)}`
    }
  }
  return guarded
}

/**
 * True if two neighbours read the same with the note between them as without it. Blocks apart by blank lines know nothing
 * of each other else, so the note then reads as it does alone.
 */
function keepsToItself(source: string): boolean {
  const neighbour = shape(parse(NEIGHBOUR).children)
  const between = parse(`${NEIGHBOUR}\n\n${source}\n\n${NEIGHBOUR}`).children
  return shape(between.slice(0, 1)) === neighbour && shape(between.slice(1).slice(-1)) === neighbour
}

/** What ends the block that the Markdown may have left open, '' where nothing can be open. */
function closing(source: string): string {
  const last = parse(source).children.at(-1)
  const opening = source.slice(last?.position?.start.offset ?? 0)
  if (last?.type === 'code') {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(opening)?.[1]
    return fence === undefined ? '' : `\n${fence}`
  }
  if (last?.type !== 'html') return ''
  for (const [pattern, end] of HTML_ENDS) {
    const match = pattern.exec(opening.trimStart())
    if (match !== null) return `\n${end(match[0])}`
  }
  return ''
}

function parse(source: string): Root {
  return fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

function write(tree: Root): string {
  return toMarkdown(tree, { bullet: '-', fences: true, extensions: [gfmToMarkdown()] }).trimEnd()
}

function shape(nodes: readonly RootContent[]): string {
  return JSON.stringify(nodes, (key, value: unknown) => (key === 'position' ? undefined : value))
}

function hasDefinitions(node: Nodes): boolean {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return true
  return 'children' in node && node.children.some(hasDefinitions)
}

function resolved(tree: Root, name: string): string {
  const definitions = new Map<string, Definition>()
  collect(tree, definitions)
  return write(resolve(tree, definitions, name))
}

/** The first definition of a label counts, as CommonMark has it. */
function collect(node: Nodes, definitions: Map<string, Definition>): void {
  if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
  if ('children' in node) for (const child of node.children) collect(child, definitions)
}

function resolve<N extends Nodes>(node: N, definitions: ReadonlyMap<string, Definition>, name: string): N {
  if (!('children' in node)) return node
  const children = node.children
    .filter((child) => child.type !== 'definition')
    .map((child) => resolve(resolveOne(child, definitions, name), definitions, name))
  // A list is loose if one of its items is; that item may have been so for a definition alone.
  if (node.type === 'list')
    return { ...node, children, spread: node.children.some((item) => item.spread === true) || node.spread }
  return { ...node, children }
}

function resolveOne(node: Nodes, definitions: ReadonlyMap<string, Definition>, name: string): Nodes {
  switch (node.type) {
    case 'linkReference': {
      const definition = definitions.get(node.identifier)
      if (definition === undefined) return node
      return { type: 'link', url: definition.url, title: definition.title ?? null, children: node.children }
    }
    case 'imageReference': {
      const definition = definitions.get(node.identifier)
      if (definition === undefined) return node
      return { type: 'image', url: definition.url, title: definition.title ?? null, alt: node.alt ?? null }
    }
    case 'footnoteReference':
    case 'footnoteDefinition':
      return { ...node, ...footnoteNames(node, name) }
    default:
      return node
  }
}

function footnoteNames(node: Pick<FootnoteDefinition, 'identifier' | 'label'>, name: string) {
  return { identifier: `${node.identifier}-${name}`, label: `${node.label ?? node.identifier}-${name}` }
}
