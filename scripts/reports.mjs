import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { ROOT } from './processes.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number, failures: readonly string[] }} Outcome */

/**
 * What vitest's JSON report says that is of use here.
 * @typedef {object} UnitReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ name: string, status: string, message: string, assertionResults: UnitTest[] }[]} testResults
 */

/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} UnitTest */

/**
 * What Playwright's JSON report says that is of use here.
 * @typedef {object} SpecReport
 * @property {{ expected: number, flaky: number, unexpected: number, skipped: number }} stats
 * @property {Suite[]} suites
 */

/**
 * @typedef {object} Suite
 * @property {Suite[]} [suites]
 * @property {{ file: string, line: number, title: string, ok: boolean, tests: SpecTest[] }[]} [specs]
 */

/** @typedef {{ results: { errors: { message?: string }[] }[] }} SpecTest */

/**
 * @param {number} code what vitest ended with
 * @param {string} file its JSON report, which may be missing
 * @returns {Outcome}
 */
export function unitOutcome(code, file) {
  const report = /** @type {UnitReport | null} */ (read(file))
  const outcome = {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    failures: (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed')
      const path = relative(ROOT, name)
      if (status === 'failed' && failed.length === 0) return [described(path, message)]
      return failed.map((test) => described(`${path} › ${test.fullName}`, test.failureMessages[0]))
    }),
  }
  return atLeastOneFailure(code, outcome)
}

/**
 * @param {number} code what Playwright ended with
 * @param {string} file its JSON report, which may be missing
 * @returns {Outcome}
 */
export function specsOutcome(code, file) {
  const report = /** @type {SpecReport | null} */ (read(file))
  const outcome = {
    passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
    failed: report?.stats.unexpected ?? 0,
    skipped: report?.stats.skipped ?? 0,
    failures: (report?.suites ?? []).flatMap(failuresOf),
  }
  return atLeastOneFailure(code, outcome)
}

/**
 * @param {Suite} suite
 * @returns {string[]}
 */
function failuresOf({ suites = [], specs = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, line, title, tests }) =>
      described(`${file}:${line} › ${title}`, tests.flatMap(({ results }) => results)[0]?.errors[0]?.message),
    )
  return [...own, ...suites.flatMap(failuresOf)]
}

/**
 * @param {string} test
 * @param {string | undefined} message
 */
function described(test, message = '') {
  return [test, ...message.split('\n').slice(0, MOST_LINES)].join('\n    ')
}

const MOST_LINES = 8

/**
 * A runner that broke down counts as a failure, whatever it managed to report.
 * @param {number} code
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
function atLeastOneFailure(code, outcome) {
  return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome
}

/**
 * @param {string} file
 * @returns {unknown}
 */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
