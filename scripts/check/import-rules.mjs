import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { argv, cwd, stdout } from 'node:process'
import { areaOf, IMPORT_TABLE, SINGLE_IMPORTERS } from './import-table.mjs'
import { importsOf } from './imports-of.mjs'
import { isSource, isTest, repositoryFiles } from './source-files.mjs'

/**
 * @typedef {import('./imports-of.mjs').ImportRecord} ImportRecord
 * @typedef {{ kind: 'node' } | { kind: 'package', name: string } | { kind: 'file', path: string }} Target
 */

/**
 * What is wrong with the imports of one file, one line each: `path:line: sentence`.
 * @param {string} path  relative to the repository, with `/`
 * @param {string} source
 * @returns {string[]}
 */
export function importProblems(path, source) {
  const area = areaOf(path)
  if (!(area in IMPORT_TABLE)) return [`${path}:1: ${area} has no row in scripts/check/import-table.mjs`]
  const records = importsOf(path, source)
  if (typeof records === 'string') return [`${path}:1: does not parse: ${records}`]
  return records.flatMap((record) => {
    const problem = problemOf(path, area, record)
    return problem === null ? [] : [`${path}:${record.line}: ${problem}`]
  })
}

/**
 * @param {string} path
 * @param {string} area
 * @param {ImportRecord} record
 * @returns {string | null}
 */
function problemOf(path, area, record) {
  const product = /^(electron|renderer)/.test(area) && !isTest(path)
  if (record.specifier === null) return product ? 'imports an address that is computed: nobody can check it' : null
  const target = targetOf(path, record.specifier)
  const single = product && target.kind === 'package' ? singleImporterProblem(path, target.name, record) : null
  if (single !== null) return single
  return allowed(path, area, target, record) ? null : `${area} may not import ${record.specifier}`
}

/**
 * @param {string} path
 * @param {string} area
 * @param {Target} target
 * @param {ImportRecord} record
 * @returns {boolean}
 */
function allowed(path, area, target, record) {
  const row = IMPORT_TABLE[area]
  if (row === undefined) return false
  // A test runs on Node and may use any library to prove its point, but only electron/*.ts know Electron.
  if (target.kind === 'node') return row.node || isTest(path)
  if (target.kind === 'package')
    return row.packages.includes(target.name) || (isTest(path) && target.name !== 'electron')
  if (area === 'e2e' && target.path.startsWith('electron/shared/')) return record.typeOnly
  const reached = areaOf(target.path)
  // Tests read catalogues, and samples that lie beside the repository.
  if (isTest(path) && (reached === 'resources' || target.path.startsWith('../'))) return true
  return reached === area || row.areas.includes(reached) || row.areas.includes(target.path)
}

/**
 * @param {string} path
 * @param {string} name
 * @param {ImportRecord} record
 * @returns {string | null}
 */
function singleImporterProblem(path, name, record) {
  const rule = SINGLE_IMPORTERS.find(
    ({ from, names, only }) =>
      from === name && only !== path && (names === null || record.names.some((taken) => names.includes(taken))),
  )
  if (rule === undefined) return null
  const what = rule.names === null ? name : `${record.names.join(', ')} of ${name}`
  return `${what} may be imported by ${rule.only} only: ${rule.instead}`
}

/**
 * @param {string} path
 * @param {string} specifier
 * @returns {Target}
 */
function targetOf(path, specifier) {
  const address = specifier.replace(/\?.*$/, '')
  if (isBuiltin(address)) return { kind: 'node' }
  const inside = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(address)?.[1]
  if (inside !== undefined) return { kind: 'package', name: inside }
  if (address.startsWith('#shared/')) return { kind: 'file', path: address.replace('#shared/', 'electron/shared/') }
  if (/^\.{1,2}(\/|$)/.test(address)) return { kind: 'file', path: posix.join(posix.dirname(path), address) }
  if (address.startsWith('/')) return { kind: 'file', path: address.slice(1) }
  // A package's manifest is read for its version: that is data, as with a module of Node.
  if (address.endsWith('/package.json')) return { kind: 'node' }
  const parts = address.split('/')
  return { kind: 'package', name: parts.slice(0, address.startsWith('@') ? 2 : 1).join('/') }
}

if (argv[1] === import.meta.filename) {
  const root = cwd()
  const files = repositoryFiles(root).filter(isSource)
  const problems = files.flatMap((path) => importProblems(path, readFileSync(join(root, path), 'utf8')))
  for (const problem of problems) stdout.write(`${problem}\n`)
  stdout.write(`${files.length} files looked at\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
