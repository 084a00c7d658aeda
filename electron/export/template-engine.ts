import { Liquid, type Template } from 'liquidjs'
import { fail, ok, type Result } from '#shared/result.ts'
import { directRender, type DirectRender } from './direct-template.ts'
import { quicken, type TextFilter } from './fast-output.ts'

/** What is wrong with a template, and where; `line` counts from 1, null where the engine does not know. */
export interface TemplateProblem {
  line: number | null
  message: string
}

/** Characters of one template. */
const PARSE_LIMIT = 200_000
const RENDER_LIMIT_MS = 5_000
const MEMORY_LIMIT = 50_000_000
/** What a template may call. Nothing here reaches files, other templates, code or the clock. */
const TAGS = 'assign capture case comment for if unless break continue cycle increment decrement raw echo liquid #'
const FILTERS =
  'abs append at_least at_most capitalize ceil compact concat date default divided_by downcase escape escape_once first ' +
  'floor join last lstrip map minus modulo newline_to_br plus prepend remove remove_first remove_last replace ' +
  'replace_first replace_last reverse round rstrip size slice slugify sort sort_natural split strip strip_html ' +
  'strip_newlines times truncate truncatewords uniq url_encode where'

/**
 * Liquid without partials, files, scripts and prototypes: only the tags and filters named above and Simak's own. A
 * template that runs away is stopped by the limits and, in the export worker, by the worker's end.
 */
export function makeEngine(): Liquid {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    dynamicPartials: false,
    templates: {},
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
  })
  keepOnly(engine.tags, TAGS.split(' '))
  keepOnly(engine.filters, FILTERS.split(' '))
  for (const [name, filter] of Object.entries(TEXT_FILTERS)) {
    engine.registerFilter(name, (value: unknown, argument: unknown) => filter(textOf(value), numberOf(argument)))
  }
  engine.registerFilter('yaml', (value: unknown) => JSON.stringify(value ?? null))
  return engine
}

const TEXT_FILTERS: Readonly<Record<string, TextFilter>> = {
  block,
  indent: (text, width) => indent(text, widthOf(width)),
  quote_lines: quoteLines,
}

/** Renders a template with plain data. */
export function renderTemplate(engine: Liquid, source: string, data: object): Result<string, TemplateProblem> {
  try {
    const { templates, direct } = parsed(engine, source)
    return ok(direct?.(data) ?? String(engine.renderSync(templates, data)))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return fail(problemOf(error))
  }
}

/** What is wrong with a template whatever it is rendered with; null for one that can be read. */
export function templateProblem(engine: Liquid, source: string): TemplateProblem | null {
  try {
    parsed(engine, source)
    return null
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return problemOf(error)
  }
}

interface ParsedTemplate {
  templates: Template[]
  /** Null for a template that LiquidJS alone can render. */
  direct: DirectRender | null
}

/** Parsed templates by engine and source; a few are used for thousands of notes. */
const parsedTemplates = new WeakMap<Liquid, Map<string, ParsedTemplate>>()
const MOST_PARSED = 16

function parsed(engine: Liquid, source: string): ParsedTemplate {
  const known = parsedTemplates.get(engine) ?? new Map<string, ParsedTemplate>()
  parsedTemplates.set(engine, known)
  const template = known.get(source) ?? madeReady(engine.parse(source))
  if (known.size >= MOST_PARSED) known.clear()
  known.set(source, template)
  return template
}

function madeReady(templates: Template[]): ParsedTemplate {
  quicken(templates, TEXT_FILTERS)
  return { templates, direct: directRender(templates, TEXT_FILTERS) }
}

/** A text and an empty line, '' for nothing: what stands apart stays apart, and what is absent leaves no gap. */
export function block(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  const content = text.slice(0, end)
  return content.trim() === '' ? '' : `${content}\n\n`
}

/** All lines but the first moved to the right; empty ones stay empty. */
export function indent(text: string, width: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(width)}`)
}

/** Every line behind `> `. */
export function quoteLines(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}

function keepOnly(table: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(table)) if (!names.includes(name)) delete table[name]
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function widthOf(value: number | undefined): number {
  return value !== undefined && value >= 0 && value <= 16 ? Math.trunc(value) : 2
}

function problemOf(error: Error): TemplateProblem {
  const message = (error.message.split('\n')[0] ?? '').replace(/, line:\d+, col:\d+$/, '')
  const named = /line:(\d+)/.exec(error.message)?.[1]
  return { line: named === undefined ? null : Number(named), message }
}
