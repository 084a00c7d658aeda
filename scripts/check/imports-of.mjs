import { parseSync, Visitor } from 'oxc-parser'

/**
 * One place where a module reaches for another. `specifier` is null where it is computed, so that nobody can tell.
 * `names` are the exported names it takes: `default` for a default import, `*` for the whole module.
 * @typedef {{ specifier: string | null, names: string[], typeOnly: boolean, line: number }} ImportRecord
 */

/**
 * Every static import, `export from`, `import()`, `import('x').Type`, `import x = require()`, `require()`,
 * `import.meta.glob()` and `new URL('./x', import.meta.url)` of a source text.
 * @param {string} path  tells the language by its extension
 * @param {string} source
 * @returns {ImportRecord[] | string}  or what keeps the source from being parsed
 */
export function importsOf(path, source) {
  const { program, errors } = parseSync(path, source)
  if (errors[0] !== undefined) return errors[0].message
  /** @type {ImportRecord[]} */
  const found = []
  /**
   * @param {number} offset
   * @param {string | null} specifier
   * @param {string[]} names
   * @param {boolean} typeOnly
   */
  const add = (offset, specifier, names, typeOnly = false) => {
    found.push({ specifier, names, typeOnly, line: source.slice(0, offset).split('\n').length })
  }
  new Visitor({
    ImportDeclaration: (node) => {
      const typeOnly = node.importKind === 'type' || allTypes(node.specifiers)
      add(node.start, node.source.value, node.specifiers.map(importedName), typeOnly)
    },
    ExportNamedDeclaration: (node) => {
      if (node.source === null) return
      const typeOnly = node.exportKind === 'type'
      add(
        node.start,
        node.source.value,
        node.specifiers.map((specifier) => nameOf(specifier.local)),
        typeOnly,
      )
    },
    ExportAllDeclaration: (node) => add(node.start, node.source.value, ['*'], node.exportKind === 'type'),
    ImportExpression: (node) => add(node.start, literalOf(node.source), ['*']),
    TSImportType: (node) => add(node.start, node.source.value, ['*'], true),
    TSExternalModuleReference: (node) => add(node.start, node.expression.value, ['*']),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
        add(node.start, literalOf(node.arguments[0]), ['*'])
      }
      if (source.slice(node.callee.start, node.callee.end) === 'import.meta.glob') {
        for (const pattern of globsOf(node.arguments[0])) add(node.start, pattern, ['*'])
      }
    },
    NewExpression: (node) => {
      const [address, base] = node.arguments
      if (base === undefined || source.slice(base.start, base.end) !== 'import.meta.url') return
      const specifier = literalOf(address)
      if (specifier !== null && specifier.startsWith('.')) add(node.start, specifier, ['*'])
    },
  }).visit(program)
  return found
}

/** @typedef {import('oxc-parser').Argument | undefined} Value */

/**
 * @param {import('oxc-parser').ImportDeclarationSpecifier[]} specifiers
 * @returns {boolean}
 */
function allTypes(specifiers) {
  const types = specifiers.filter((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
  return specifiers.length > 0 && types.length === specifiers.length
}

/**
 * @param {import('oxc-parser').ImportDeclarationSpecifier} specifier
 * @returns {string}
 */
function importedName(specifier) {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  return nameOf(specifier.imported)
}

/**
 * @param {import('oxc-parser').ModuleExportName} name
 * @returns {string}
 */
function nameOf(name) {
  return name.type === 'Literal' ? name.value : name.name
}

/**
 * @param {Value} node
 * @returns {string | null}
 */
function literalOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null
  return null
}

/**
 * @param {Value} node
 * @returns {(string | null)[]}
 */
function globsOf(node) {
  if (node?.type !== 'ArrayExpression') return [literalOf(node)]
  return node.elements.map((element) => (element === null ? null : literalOf(element)))
}
