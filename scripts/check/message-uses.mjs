import { parseSync, Visitor } from 'oxc-parser'

/**
 * A place in the code that names a message. `given` are the values passed with it, null where that cannot be seen.
 * `problem` says what keeps the place from being checked at all.
 * @typedef {{ key: string, path: string, line: number, given: string[] | null, problem?: string }} MessageUse
 */

/**
 * Every string literal of the form `namespace:key`, whoever it is passed to, and every call of `t`.
 * @param {string} path
 * @param {string} source
 * @param {readonly string[]} namespaces
 * @returns {MessageUse[]}
 */
export function messageUses(path, source, namespaces) {
  /** @type {MessageUse[]} */
  const uses = []
  const lineOf = (/** @type {number} */ offset) => source.slice(0, offset).split('\n').length
  const form = new RegExp(`^(?:${namespaces.join('|')}):[\\w-]+(?:\\.[\\w-]+)*$`)
  /** @type {Set<number>} */
  const inCalls = new Set()
  const { program, errors } = parseSync(path, source)
  if (errors[0] !== undefined) return [{ key: '', path, line: 1, given: null, problem: errors[0].message }]
  new Visitor({
    CallExpression: (node) => {
      const [first, second] = node.arguments
      if (!isTranslate(node.callee) || first === undefined) return
      const place = { path, line: lineOf(node.start) }
      if (first.type === 'TemplateLiteral' && first.expressions.length > 0) {
        uses.push({ ...place, key: '', given: null, problem: 'a computed message: keys are written out' })
      } else if (first.type === 'Literal' && typeof first.value === 'string') {
        inCalls.add(first.start)
        const problem = form.test(first.value) ? {} : { problem: `'${first.value}' begins with no known namespace` }
        uses.push({ ...place, key: first.value, given: second === undefined ? [] : namesOf(second), ...problem })
      }
    },
    Literal: (node) => {
      if (typeof node.value !== 'string' || !form.test(node.value) || inCalls.has(node.start)) return
      uses.push({ key: node.value, path, line: lineOf(node.start), given: null })
    },
  }).visit(program)
  return uses
}

/**
 * @param {import('oxc-parser').Expression | import('oxc-parser').Super} callee
 * @returns {boolean}
 */
function isTranslate(callee) {
  if (callee.type === 'Identifier') return callee.name === 't'
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 't'
}

/**
 * @param {import('oxc-parser').Argument} options
 * @returns {string[] | null}
 */
function namesOf(options) {
  if (options.type !== 'ObjectExpression') return null
  const names = options.properties.map((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' && !property.computed ? property.key.name : null,
  )
  return names.includes(null) ? null : names.flatMap((name) => name ?? [])
}
