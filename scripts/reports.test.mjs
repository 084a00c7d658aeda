import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ScratchCopy } from './check/scratch-copy.mjs'
import { specsOutcome, unitOutcome } from './reports.mjs'

const FAILING = `
test('holds', () => { expect(1).toBe(1) })
test('does not hold', () => { expect(1, 'one is two').toBe(2) })
`

/** @type {ScratchCopy} */
let copy

beforeAll(async () => {
  copy = await ScratchCopy.of(dirname(import.meta.dirname))
  await copy.plant('scripts/planted.test.mjs', `import { expect, test } from 'vitest'${FAILING}`)
  await copy.plant('scripts/broken.test.mjs', "throw new Error('broke down')")
  await copy.plant('e2e/planted.spec.ts', `import { expect, test } from '@playwright/test'${FAILING}`)
})
afterAll(() => copy.remove())

test('unit tests that failed are named with their file and what was said, and so is a file that broke down', () => {
  const file = join(copy.root, 'unit.json')
  const vitest = join(copy.root, 'node_modules/vitest/vitest.mjs')
  const { code } = copy.run(vitest, 'run', '--reporter=json', `--outputFile.json=${file}`, 'planted', 'broken')
  const { failures, ...counts } = unitOutcome(code ?? 1, file)
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(failures).toHaveLength(2)
  expect(failures.join('\n')).toMatch(/planted\.test\.mjs › does not hold\n.*one is two/)
  expect(failures.join('\n')).toMatch(/broken\.test\.mjs\n.*broke down/)
})

test('so are tests through the app', async () => {
  const file = join(copy.root, 'e2e.json')
  const playwright = join(copy.root, 'node_modules/@playwright/test/cli.js')
  const { code, output } = copy.run(playwright, 'test', '--reporter=json', 'planted')
  await writeFile(file, output)
  const { failures, ...counts } = specsOutcome(code ?? 1, file)
  expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 })
  expect(failures).toHaveLength(1)
  expect(failures[0]).toMatch(/planted\.spec\.ts:3 › does not hold\n.*one is two/)
})

test('a runner that reports nothing and ends with an error is one failure', () => {
  const nothing = join(copy.root, 'nothing.json')
  expect(unitOutcome(1, nothing)).toEqual({ passed: 0, failed: 1, skipped: 0, failures: [] })
  expect(specsOutcome(0, nothing).failed).toBe(0)
})
