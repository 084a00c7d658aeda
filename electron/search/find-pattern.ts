import { createContext, runInContext } from 'node:vm'
import type { PatternHits } from '#shared/search-contract.ts'

/** Milliseconds that one regular expression may take. */
const TIME_LIMIT = 400
const MOST_HITS = 50_000

/**
 * Finds a regular expression in a text. It is compiled and run in a context of its own only because that is what Node can
 * stop: an expression such as `(a+)+$` would else run for hours.
 */
export function findPattern(text: string, pattern: string, matchCase: boolean): PatternHits {
  let expression: RegExp
  try {
    expression = new RegExp(pattern, matchCase ? 'gmu' : 'gimu')
  } catch (error) {
    return { kind: 'invalid', reason: error instanceof Error ? error.message : String(error) }
  }
  const hits: { start: number; end: number }[] = []
  const next = (): boolean => {
    const found = expression.exec(text)
    if (found === null || hits.length >= MOST_HITS) return false
    if (found[0] === '') expression.lastIndex += 1
    else hits.push({ start: found.index, end: found.index + found[0].length })
    return true
  }
  try {
    runInContext('while (next());', createContext({ next }), { timeout: TIME_LIMIT })
  } catch (error) {
    if (!isTimeout(error)) throw error
    return { kind: 'too-slow' }
  }
  return { kind: 'found', hits }
}

/** The error is of the context it happened in, whose `Error` is another one than ours. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}
