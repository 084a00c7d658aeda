/** `npm test [-- unit|e2e [filter...]]`: sets up, builds, runs the tests, and closes with what failed and the counts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, env, exit, stdout } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { ensureElectron, STAND_IN } from './electron-binary.mjs'
import { NODE, pinnedEnv, ROOT, run } from './processes.mjs'
import { specsOutcome, unitOutcome } from './reports.mjs'
import { ensureSetUp } from './set-up.mjs'

/** @typedef {{ code: number, outcome: import('./reports.mjs').Outcome }} Result */

const [kind, ...filters] = argv.slice(2)
if (kind !== undefined && kind !== 'unit' && kind !== 'e2e') {
  stdout.write('npm test -- unit [filter...] or npm test -- e2e [filter...]\n')
  exit(2)
}

const standIn = env['SIMAK_REAL_ELECTRON'] !== '1'
const specs = kind !== 'unit'
/** @type {import('./set-up.mjs').Need[]} */
const needs = ['git']
if (specs) needs.push('isolation')
if (specs && standIn) needs.push('browser')
await ensureSetUp(...needs)
if (specs && !standIn) await ensureElectron()
const reports = mkdtempSync(join(tmpdir(), 'simak-reports-'))
/** @type {Result[]} */
const results = []
if (kind !== 'e2e') results.push(await runUnitTests())
if (specs) {
  await ensureBuilt()
  results.push(await runSpecs())
}
rmSync(reports, { recursive: true })

/** @param {'passed' | 'failed' | 'skipped'} which */
const sum = (which) => results.reduce((total, { outcome }) => total + outcome[which], 0)
for (const failure of results.flatMap(({ outcome }) => outcome.failures)) stdout.write(`\nfailed: ${failure}\n`)
stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`)
exit(results.every(({ code }) => code === 0) && sum('failed') === 0 ? 0 : 1)

/** @returns {Promise<Result>} */
async function runUnitTests() {
  const file = join(reports, 'unit.json')
  const cli = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(NODE, [cli, 'run', ...reporters, ...filters])
  return { code, outcome: unitOutcome(code, file) }
}

/** @returns {Promise<Result>} */
async function runSpecs() {
  const file = join(reports, 'e2e.json')
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js')
  const { code } = await run(NODE, [cli, 'test', '--reporter=list,json', ...filters], {
    env: pinnedEnv({
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      ...(standIn ? { ELECTRON_OVERRIDE_DIST_PATH: STAND_IN } : {}),
    }),
  })
  return { code, outcome: specsOutcome(code, file) }
}
