import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { argv, cwd, env, stdout } from 'node:process'
import { isSource, repositoryFiles, trackedFiles } from './source-files.mjs'

/** Oxlint counts the lines of code files; style sheets are counted here. */
const LONGEST_STYLE_SHEET = 400
/** Bytes; above this a file is data or an image, where a path means nothing. */
const LARGEST_READ = 2 ** 20

/** kebab-case.ts, PascalCase.tsx; the ends that tools ask for (`.test`, `.spec`, `.config`) come after a dot. */
const CODE_NAME =
  /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.(?:ts|mjs|cjs)|(?:[A-Z][A-Za-z0-9]*|main)(?:\.test)?\.tsx)$/
/** Names under which anything could be found, so that nothing is. */
const EMPTY_NAME = /^(?:index|utils?|helpers?|misc|common)\./

const GENERATED =
  /(^|\/)(node_modules|out|dist|test-results|playwright-report|coverage|\.set-up)\/|\.(tsbuildinfo|log|tgz)$/
/** Folders that exist on somebody's machine only; not preceded by a character that makes them part of an address. */
const MACHINE_PATH = /(?<![\w.~/-])\/(?:work|root|home\/[\w-]+|Users\/[\w-]+)\/[\w.-]/
const REGISTRY_HOST = /\bregistry\.[a-z0-9-]+(?:\.[a-z0-9-]+)+/i

/**
 * What is wrong with one file's path or text apart from its code, one line each: `path:line: sentence`.
 * @param {string} path
 * @param {string} text
 * @param {string[]} machineStrings  what betrays this machine: the repository's own folder, the registry's host
 * @returns {string[]}
 */
export function fileProblems(path, text, machineStrings) {
  const lines = text.split('\n')
  const problems = lines.flatMap((line, index) => {
    const sentence = lineProblem(line, machineStrings)
    return sentence === null ? [] : [`${path}:${index + 1}: ${sentence}`]
  })
  if (path.endsWith('.css') && lines.length > LONGEST_STYLE_SHEET) {
    problems.push(`${path}:1: ${lines.length} lines, at most ${LONGEST_STYLE_SHEET} are allowed`)
  }
  if (path === 'package-lock.json') problems.push(...lockProblems(path, text))
  return problems
}

/**
 * @param {string} line
 * @param {string[]} machineStrings
 * @returns {string | null}
 */
function lineProblem(line, machineStrings) {
  if (MACHINE_PATH.test(line) || machineStrings.some((string) => line.includes(string)))
    return 'names a path or host of one machine'
  if (REGISTRY_HOST.test(line)) return 'names a package registry: where packages come from is set on each machine'
  return null
}

/**
 * @param {string} path
 * @param {string} text
 * @returns {string[]}
 */
function lockProblems(path, text) {
  return text.split('\n').flatMap((line, index) => {
    const resolved = /"resolved": "(https?:)?\/\//.test(line)
    return resolved ? [`${path}:${index + 1}: a resolved address (see omit-lockfile-registry-resolved in .npmrc)`] : []
  })
}

/**
 * @param {string} path
 * @returns {string[]}
 */
export function nameProblems(path) {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (!isSource(name)) return []
  if (EMPTY_NAME.test(name)) return [`${path}:1: the name does not say what is in it (no barrels, no utils)`]
  return CODE_NAME.test(name) ? [] : [`${path}:1: files are named kebab-case.ts or PascalCase.tsx`]
}

/**
 * @param {string[]} tracked
 * @returns {string[]}
 */
export function generatedProblems(tracked) {
  return tracked.filter((path) => GENERATED.test(path)).map((path) => `${path}:1: is generated: keep it out of git`)
}

/**
 * @param {string} root
 * @returns {string[]}
 */
function machineStringsOf(root) {
  const registry = env.npm_config_registry
  return [`${root}/`, ...(registry === undefined ? [] : [new URL(registry).host])]
}

if (argv[1] === import.meta.filename) {
  const root = cwd()
  const machineStrings = machineStringsOf(root)
  const problems = generatedProblems(trackedFiles(root))
  for (const path of repositoryFiles(root)) {
    problems.push(...nameProblems(path))
    if (statSync(join(root, path)).size > LARGEST_READ) continue
    const text = readFileSync(join(root, path), 'utf8')
    if (!text.includes('\0')) problems.push(...fileProblems(path, text, machineStrings))
  }
  for (const problem of problems) stdout.write(`${problem}\n`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
