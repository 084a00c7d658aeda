import { type Filter, ForTag, IfTag, Output, type Template, TypeGuards } from 'liquidjs'
import { stepOf, type TextFilter, valueBelow, wordsOf } from './fast-output.ts'

/** Writes a template with plain data; null where LiquidJS has to look. */
export type DirectRender = (data: object) => string | null

interface Rendering {
  data: object
  /** What the loops around stand at, the outermost first. */
  items: unknown[]
  written: string[]
  /** What is still allowed: a template that runs away is left to LiquidJS and its limits. */
  steps: number
}

/** Writes a part of a template; false where LiquidJS has to look. */
type Piece = (rendering: Rendering) => boolean

/** A place in the data: below the item of the loop of that number, or below all of it. */
interface Place {
  loop: number | null
  names: readonly string[]
}

/** What LiquidJS knows by itself, below every value or in every loop. */
const OWN_NAMES = new Set(['size', 'first', 'last', 'forloop', 'continue'])
const MOST_STEPS = 200_000

/**
 * Renders a parsed template without LiquidJS's generators, which take most of the time that a note takes. For templates
 * of texts, named values, loops and simple conditions, as the presets are; null for any other.
 */
export function directRender(templates: readonly Template[], filters: Filters): DirectRender | null {
  const piece = new Compiler(filters).sequence(templates, [])
  if (piece === null) return null
  return (data) => {
    const rendering: Rendering = { data, items: [], written: [], steps: MOST_STEPS }
    return piece(rendering) ? rendering.written.join('') : null
  }
}

type Filters = Readonly<Record<string, TextFilter>>

/** Makes pieces of templates; `loops` are the names of the variables of the loops around. */
class Compiler {
  private readonly filters: Filters

  constructor(filters: Filters) {
    this.filters = filters
  }

  sequence(templates: readonly Template[], loops: readonly string[]): Piece | null {
    const pieces = templates.map((template) => this.piece(template, loops))
    const known = pieces.filter((piece) => piece !== null)
    if (known.length < pieces.length) return null
    return (rendering) => {
      for (const piece of known) if (!piece(rendering)) return false
      return true
    }
  }

  private piece(template: Template, loops: readonly string[]): Piece | null {
    if (TypeGuards.isHTMLToken(template.token)) return literal(template.token.getContent())
    if (template instanceof Output) return this.output(template, loops)
    if (template instanceof ForTag) return this.loop(template, loops)
    return template instanceof IfTag ? this.condition(template, loops) : null
  }

  private output({ value }: Output, loops: readonly string[]): Piece | null {
    const [token, ...more] = value.initial.postfix
    const place = more.length > 0 ? null : placeOf(token, loops)
    const steps = value.filters.map((filter) => this.step(filter, loops))
    const known = steps.filter((step) => step !== null)
    if (place === null || known.length < steps.length) return null
    return (rendering) => {
      let text = textAt(rendering, place)
      for (const step of known) text = text === null ? null : step(text, rendering)
      if (text === null || --rendering.steps < 0) return false
      rendering.written.push(text)
      return true
    }
  }

  private step(
    filter: Filter,
    loops: readonly string[],
  ): ((text: string, rendering: Rendering) => string | null) | null {
    if (filter.name !== 'default') return stepOf(filter, this.filters)
    const [argument, ...more] = filter.args
    if (argument === undefined || Array.isArray(argument) || more.length > 0) return null
    const place = placeOf(argument, loops)
    return place === null ? null : (text, rendering) => (text === '' ? textAt(rendering, place) : text)
  }

  private loop(
    { collection, hash, templates, elseTemplates, variable }: ForTag,
    loops: readonly string[],
  ): Piece | null {
    const place = placeOf(collection, loops)
    const body = this.sequence(templates, [...loops, variable])
    const isPlain = Object.keys(hash.hash).length === 0 && elseTemplates.length === 0 && !OWN_NAMES.has(variable)
    if (place === null || body === null || !isPlain) return null
    return (rendering) => {
      const items = valueAt(rendering, place)
      if (!Array.isArray(items)) return false
      for (const item of items) {
        rendering.items[loops.length] = item
        if (--rendering.steps < 0 || !body(rendering)) return false
      }
      return true
    }
  }

  private condition({ branches, elseTemplates }: IfTag, loops: readonly string[]): Piece | null {
    const [first, ...more] = branches
    if (first === undefined || more.length > 0 || first.value.filters.length > 0) return null
    const isTrue = testOf(first.value.initial.postfix, loops)
    const [then, otherwise] = [this.sequence(first.templates, loops), this.sequence(elseTemplates ?? [], loops)]
    if (isTrue === null || then === null || otherwise === null) return null
    return (rendering) => {
      const found = isTrue(rendering)
      return found !== null && (found ? then(rendering) : otherwise(rendering))
    }
  }
}

function literal(text: string): Piece {
  return ({ written }) => {
    written.push(text)
    return true
  }
}

/** `name == 'text'` and `name != 'text'`; what it answers is null where LiquidJS has to look. */
function testOf(
  postfix: readonly object[],
  loops: readonly string[],
): ((rendering: Rendering) => boolean | null) | null {
  const [left, right, operator, ...more] = postfix
  const place = placeOf(left, loops)
  if (place === null || more.length > 0 || !TypeGuards.isQuotedToken(right)) return null
  if (!TypeGuards.isOperatorToken(operator)) return null
  if (operator.operator !== '==' && operator.operator !== '!=') return null
  const isWanted = operator.operator === '=='
  const { content } = right
  return (rendering) => {
    const value = valueAt(rendering, place)
    return typeof value === 'string' ? (value === content) === isWanted : null
  }
}

function placeOf(token: unknown, loops: readonly string[]): Place | null {
  const [name, ...rest] = wordsOf(token) ?? []
  if (name === undefined || OWN_NAMES.has(name) || rest.some((one) => OWN_NAMES.has(one))) return null
  const loop = loops.lastIndexOf(name)
  return loop < 0 ? { loop: null, names: [name, ...rest] } : { loop, names: rest }
}

function textAt(rendering: Rendering, place: Place): string | null {
  const value = valueAt(rendering, place)
  return typeof value === 'string' ? value : null
}

function valueAt({ data, items }: Rendering, { loop, names }: Place): unknown {
  return valueBelow(loop === null ? data : items[loop], names)
}
