import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { IMPORT_TABLE } from './check/import-table.mjs'
import { FORBIDDEN_IMPORTS, LINT_VIOLATIONS, LONG_FILE, NO_VIOLATION, TREE_VIOLATIONS } from './check/planted.mjs'
import { ScratchCopy } from './check/scratch-copy.mjs'

// Every rule of `npm run check` is shown to fail: the violations are planted in one copy of the repository, each step
// runs once over them, and each must be named with its file.

/** @type {ScratchCopy} */
let copy

beforeAll(async () => {
  copy = await ScratchCopy.of(dirname(import.meta.dirname))
})
afterAll(() => copy.remove())

describe('types', () => {
  test.each([
    ['a wrong type', 'planted-type.ts', "export const wrong: number = 'text'\n"],
    ['a Node module in shared code', 'planted-node.ts', "export { join } from 'node:path'\n"],
    ['the DOM in shared code', 'planted-dom.ts', 'export const title = document.title\n'],
    ['an unchecked index', 'planted-index.ts', 'export const first = (list: string[]): string => list[0]\n'],
    ['an enum', 'planted-enum.ts', 'export enum Planted { One }\n'],
  ])('%s does not compile', { timeout: 60_000 }, async (_name, file, source) => {
    await copy.plant(`electron/shared/${file}`, source)
    const { passed, output } = await copy.check('types', ['electron/shared'])
    await copy.unplant(`electron/shared/${file}`)
    expect(passed).toBe(false)
    expect(output).toContain(file)
  })
})

describe('lint', () => {
  /** @type {{ passed: boolean, output: string }} */
  let result

  beforeAll(async () => {
    const planted = [...LINT_VIOLATIONS, LONG_FILE, NO_VIOLATION]
    for (const { path, source } of planted) await copy.plant(path, source)
    result = await copy.check('lint', ['--format=unix', ...planted.map(({ path }) => path)])
    for (const { path } of planted) await copy.unplant(path)
  }, 60_000)

  test.each([...LINT_VIOLATIONS, LONG_FILE])('$rule fails on $path', ({ rule, path }) => {
    expect(result.passed).toBe(false)
    const lines = result.output.split('\n').filter((line) => line.startsWith(`${path}:`))
    expect(lines.join('\n')).toContain(rule)
  })

  test('nothing is said of a file that breaks no rule', () => {
    expect(result.output).not.toContain(NO_VIOLATION.path)
  })

  test('no rule that is set to "error" is without a planted violation', async () => {
    const configuration = await readFile(join(copy.root, '.oxlintrc.json'), 'utf8')
    const rules = [...configuration.matchAll(/"(?:[\w-]+\/)?([\w-]+)": (?:\[\s*)?"error"/g)].map(
      ([, rule = '']) => rule,
    )
    const settings = ['correctness', 'reportUnusedDisableDirectives']
    const proven = [...LINT_VIOLATIONS, LONG_FILE].map(({ rule }) => rule)
    expect(rules.length).toBeGreaterThan(30)
    expect(rules.filter((rule) => !proven.includes(rule) && !settings.includes(rule))).toEqual([])
  })
})

describe('imports', () => {
  /** @type {{ passed: boolean, output: string }} */
  let result

  beforeAll(async () => {
    for (const { path, source } of FORBIDDEN_IMPORTS) await copy.plant(path, source)
    await copy.plant(NO_VIOLATION.path, NO_VIOLATION.source)
    result = await copy.check('imports')
    for (const { path } of [...FORBIDDEN_IMPORTS, NO_VIOLATION]) await copy.unplant(path)
  }, 60_000)

  test.each(FORBIDDEN_IMPORTS)('$path: $says', ({ path, says }) => {
    expect(result.passed).toBe(false)
    const lines = result.output.split('\n').filter((line) => line.startsWith(`${path}:`))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(says)
  })

  test('nothing is said of a file that breaks no rule', () => {
    expect(result.output).not.toContain(NO_VIOLATION.path)
  })

  test('no row of the table is without a planted violation', () => {
    const proven = FORBIDDEN_IMPORTS.map(({ area }) => area)
    expect(Object.keys(IMPORT_TABLE).filter((area) => !proven.includes(area))).toEqual([])
  })
})

test('format: a file that is not formatted fails', { timeout: 60_000 }, async () => {
  await copy.plant('scripts/planted-format.mjs', 'export const planted = {a:"b"};\n')
  const { passed, output } = await copy.check('format', ['scripts'])
  await copy.unplant('scripts/planted-format.mjs')
  expect(passed).toBe(false)
  expect(output).toContain('planted-format.mjs')
})

test('dead code: an unused file, export, dependency and an unlisted one fail', { timeout: 60_000 }, async () => {
  await copy.plant('electron/shared/planted-file.ts', 'export const planted = 1\n')
  await copy.plant('scripts/check/planted-part.mjs', 'export const used = 1\nexport const plantedExport = 2\n')
  await copy.plant(
    'scripts/planted.mjs',
    "import 'planted-unlisted'\nimport { used } from './check/planted-part.mjs'\nused\n",
  )
  const manifest = await readFile(join(copy.root, 'package.json'), 'utf8')
  await copy.plant(
    'package.json',
    manifest.replace('"dependencies": {', '"dependencies": { "planted-unused": "1.0.0",'),
  )
  const { passed, output } = await copy.check('dead-code')
  await copy.plant('package.json', manifest)
  await copy.unplant('electron/shared/planted-file.ts', 'scripts/check/planted-part.mjs', 'scripts/planted.mjs')
  expect(passed).toBe(false)
  for (const name of ['planted-file.ts', 'plantedExport', 'planted-unused', 'planted-unlisted']) {
    expect(output).toContain(name)
  }
})

describe('tree', () => {
  /** @type {{ passed: boolean, output: string }} */
  let result

  beforeAll(async () => {
    for (const { path, text } of TREE_VIOLATIONS) await copy.plant(path, text(copy.root))
    copy.track(...TREE_VIOLATIONS.map(({ path }) => path))
    result = await copy.check('tree')
    await copy.unplant(...TREE_VIOLATIONS.map(({ path }) => path))
  }, 60_000)

  test.each(TREE_VIOLATIONS)('$path: $says', ({ path, says }) => {
    expect(result.passed).toBe(false)
    const lines = result.output.split('\n').filter((line) => line.startsWith(`${path}:`))
    expect(lines.join('\n')).toContain(says)
  })
})

describe('npm run check', () => {
  test('runs every step, shows what failed and ends with 1', { timeout: 60_000 }, async () => {
    await copy.plant('electron/shared/planted.ts', "import 'zod'\n")
    const { code, output } = copy.run('scripts/check.mjs', 'imports', 'tree')
    await copy.unplant('electron/shared/planted.ts')
    expect(output).toMatch(/^FAILED imports /m)
    expect(output).toMatch(/^electron\/shared\/planted\.ts:1: electron\/shared may not import zod$/m)
    expect(output).toMatch(/^ok {5}tree /m)
    expect(output).toMatch(/1 of 2 checks failed: imports\n$/)
    expect(code).toBe(1)
  })

  test('names the checks there are when asked for another', () => {
    const { code, output } = copy.run('scripts/check.mjs', 'planted')
    expect(output).toContain('types, lint, format')
    expect(code).toBe(2)
  })
})
