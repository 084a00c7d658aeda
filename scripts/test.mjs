/** `npm test [-- unit|e2e [filter...]]`: sets up, builds, runs the tests, and closes with a line that counts them. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, env, exit, stdout } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { ensureElectron, STAND_IN } from './electron-binary.mjs'
import { NODE, pinnedEnv, ROOT, run } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

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
/** @type {{ code: number, counts: Counts }[]} */
const results = []
if (kind !== 'e2e') results.push(await runUnitTests())
if (specs) {
  await ensureBuilt()
  results.push(await runSpecs())
}
rmSync(reports, { recursive: true })

/** @param {keyof Counts} which */
const sum = (which) => results.reduce((total, { counts }) => total + counts[which], 0)
stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`)
exit(results.every(({ code }) => code === 0) && sum('failed') === 0 ? 0 : 1)

async function runUnitTests() {
  const file = join(reports, 'unit.json')
  const cli = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(NODE, [cli, 'run', ...reporters, ...filters])
  const report = readReport(file)
  return {
    code,
    counts: atLeastOneFailure(code, {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    }),
  }
}

async function runSpecs() {
  const file = join(reports, 'e2e.json')
  const cli = join(ROOT, 'node_modules/@playwright/test/cli.js')
  const { code } = await run(NODE, [cli, 'test', '--reporter=list,json', ...filters], {
    env: pinnedEnv({
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      ...(standIn ? { ELECTRON_OVERRIDE_DIST_PATH: STAND_IN } : {}),
    }),
  })
  const stats = readReport(file)?.stats
  return {
    code,
    counts: atLeastOneFailure(code, {
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: stats?.unexpected ?? 0,
      skipped: stats?.skipped ?? 0,
    }),
  }
}

/**
 * What the two runners' JSON reports say that is of use here.
 * @typedef {object} Report
 * @property {number} [numPassedTests] of vitest
 * @property {number} [numFailedTests]
 * @property {number} [numPendingTests]
 * @property {number} [numTodoTests]
 * @property {{ expected: number, flaky: number, unexpected: number, skipped: number }} [stats] of Playwright
 */

/**
 * @param {string} file
 * @returns {Report | null}
 */
function readReport(file) {
  return existsSync(file) ? /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8'))) : null
}

/**
 * A runner that broke down counts as a failure, whatever it managed to report.
 * @param {number} code
 * @param {Counts} counts
 * @returns {Counts}
 */
function atLeastOneFailure(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}
