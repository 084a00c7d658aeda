import { type Context, type Emitter, type Filter, Output, type Template, TypeGuards } from 'liquidjs'
import { isRecord } from '#shared/is-record.ts'

/** What a filter makes of a text; `argument` is its one written-out number, if it has one. */
export type TextFilter = (text: string, argument: number | undefined) => string

type Step = (text: string) => string

/**
 * Makes the outputs of a parsed template that only name a value (`{{ highlight.note | block }}`) write it at once: in
 * notes they are nearly all, and LiquidJS goes through a dozen generators for each. Whatever is not a plain text in
 * plain data, with these filters, is left to LiquidJS.
 */
export function quicken(templates: Iterable<Template>, filters: Readonly<Record<string, TextFilter>>): void {
  for (const template of templates) {
    // Without partials, nothing but the template itself is gone through.
    const inside = template.children?.(false, true).next()
    if (template instanceof Output) quickenOutput(template, filters)
    else if (TypeGuards.isHTMLToken(template.token)) writeAtOnce(template, template.token.getContent())
    else if (inside?.done === true) quicken(inside.value, filters)
  }
}

function writeAtOnce(template: Template, text: string): void {
  template.render = (_context: Context, emitter: Emitter) => {
    emitter.write(text)
    return NOTHING
  }
}

function quickenOutput(output: Output, filters: Readonly<Record<string, TextFilter>>): void {
  const [token, ...more] = output.value.initial.postfix
  const path = more.length > 0 ? null : wordsOf(token)
  const steps = output.value.filters.map((filter) => stepOf(filter, filters))
  const known = steps.filter((step) => step !== null)
  if (path === null || known.length < steps.length) return
  const slow = output.render.bind(output)
  output.render = (context: Context, emitter: Emitter) => {
    const text = textAt(context, path)
    if (text === null) return slow(context, emitter)
    emitter.write(known.reduce((value, step) => step(value), text))
    return NOTHING
  }
}

/** A generator that is at its end once it was asked: LiquidJS takes no other iterator for one. */
const NOTHING: IterableIterator<unknown> = (function* nothing(): Generator<unknown> {
  // There is nothing more to write.
})()

/** The names in `a.b.c`; null for any other expression. */
export function wordsOf(token: unknown): string[] | null {
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined) return null
  const names = token.props.map((prop) => (TypeGuards.isWordToken(prop) ? prop.content : null))
  return names.includes(null) ? null : names.filter((name) => name !== null)
}

/** What a filter makes of a text, where it is one of ours. */
export function stepOf({ name, args }: Filter, filters: Readonly<Record<string, TextFilter>>): Step | null {
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
  const [argument, ...more] = args
  if (filter === undefined || more.length > 0) return null
  if (argument === undefined) return (text) => filter(text, undefined)
  if (Array.isArray(argument) || !TypeGuards.isNumberToken(argument)) return null
  const { content } = argument
  return (text) => filter(text, content)
}

/** A text in plain data; null where LiquidJS has to look. */
function textAt(context: Context, [first = '', ...rest]: readonly string[]): string | null {
  const value = valueBelow(variableOf(context, first), rest)
  return typeof value === 'string' ? value : null
}

/** What stands below a value of plain data under these names; undefined where that is nothing of its own. */
export function valueBelow(value: unknown, names: readonly string[]): unknown {
  let found = value
  for (const name of names) {
    if (!isRecord(found) || !Object.hasOwn(found, name)) return undefined
    found = found[name]
  }
  return found
}

/** What LiquidJS finds under a name; asked itself where that is not plainly there. */
function variableOf(context: Context, name: string): unknown {
  const found: unknown = Reflect.get(context, 'scopes')
  const scopes: readonly unknown[] = Array.isArray(found) ? found : []
  for (const scope of scopes.toReversed()) {
    if (typeof scope !== 'object' || scope === null) break
    if (Object.hasOwn(scope, name)) return Reflect.get(scope, name)
    if (name in scope) break
  }
  return context.getSync([name])
}
