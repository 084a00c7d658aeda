/** What a selector asks of an element. */
interface Selectable {
  readonly localName: string
  readonly className: string
  readonly parentElement: Selectable | null
  readonly previousElementSibling: Selectable | null
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
}

/** Does the element match? */
type Matcher = (element: Selectable) => boolean

const matchers = new Map<string, Matcher>()
const MOST_MATCHERS = 500

/**
 * A test for a CSS selector: lists of compounds of a name, classes and attributes (present, `=`, `~=`, `^=`), joined by
 * descendant, `>` and `+`. Any other selector is a mistake of the caller's and throws.
 */
export function matcherOf(selector: string): Matcher {
  const known = matchers.get(selector)
  if (known !== undefined) return known
  const matcher = compile(selector)
  if (matchers.size < MOST_MATCHERS) matchers.set(selector, matcher)
  return matcher
}

const NAMES = /^(?:[a-z][a-z0-9-]*|\*)(?:\s*,\s*[a-z][a-z0-9-]*)*$/i

function compile(selector: string): Matcher {
  // Readability asks for lists of names over and over.
  if (selector === '*') return () => true
  if (NAMES.test(selector)) {
    const names = new Set(selector.toLowerCase().split(/\s*,\s*/))
    return ({ localName }) => names.has(localName)
  }
  const alternatives = splitList(selector).map((one) => complex(one.trim()))
  return (element) => alternatives.some((matches) => matches(element))
}

/** At the commas outside brackets. */
function splitList(selector: string): string[] {
  return selector.match(/(?:\[[^\]]*\]|[^,])+/g) ?? ['']
}

const STEP = /\s*([>+])\s*|\s+/y
const COMPOUND = /(?:[a-z][a-z0-9-]*|\*)?(?:\.[\w-]+|\[[\w:-]+(?:[~^]?=(?:"[^"]*"|'[^']*'|[\w-]+))?\])*/iy

function complex(selector: string): Matcher {
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(selector)
    if (match !== null) at += match[0].length
    return match
  }
  let matches = compound(take(COMPOUND)?.[0] ?? '', selector)
  while (at < selector.length) {
    const combinator = take(STEP)?.[1] ?? ' '
    matches = joined(matches, combinator, compound(take(COMPOUND)?.[0] ?? '', selector))
  }
  return matches
}

function joined(before: Matcher, combinator: string, own: Matcher): Matcher {
  if (combinator === '>') return (element) => own(element) && isMatch(before, element.parentElement)
  if (combinator === '+') return (element) => own(element) && isMatch(before, element.previousElementSibling)
  return (element) => {
    if (!own(element)) return false
    for (let at = element.parentElement; at !== null; at = at.parentElement) if (before(at)) return true
    return false
  }
}

function isMatch(matches: Matcher, element: Selectable | null): boolean {
  return element !== null && matches(element)
}

const PART = /\.([\w-]+)|\[([\w:-]+)(?:([~^]?=)(?:"([^"]*)"|'([^']*)'|([\w-]+)))?\]/g

function compound(source: string, selector: string): Matcher {
  if (source === '') throw new Error(`No selector that is known here: ${selector}`)
  const name = /^[a-z][a-z0-9-]*/i.exec(source)?.[0].toLowerCase() ?? null
  const tests = [...source.matchAll(PART)].map(([, className, attribute, operator, ...values]): Matcher => {
    if (className !== undefined) return (element) => hasWord(element.className, className)
    const wanted = values.find((value) => value !== undefined) ?? ''
    return attributeTest(attribute ?? '', operator, wanted)
  })
  return (element) => (name === null || element.localName === name) && tests.every((test) => test(element))
}

function attributeTest(name: string, operator: string | undefined, wanted: string): Matcher {
  if (operator === undefined) return (element) => element.hasAttribute(name)
  if (operator === '=') return (element) => element.getAttribute(name) === wanted
  if (operator === '^=') return (element) => element.getAttribute(name)?.startsWith(wanted) === true
  return (element) => hasWord(element.getAttribute(name) ?? '', wanted)
}

function hasWord(list: string, word: string): boolean {
  return list.includes(word) && list.split(/\s+/).includes(word)
}
