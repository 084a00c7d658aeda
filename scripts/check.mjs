/**
 * `npm run check [-- step...]`: everything that is asked of the tree apart from the tests. Runs every step even when
 * one fails, and ends with 1 if any failed.
 */
import { dirname } from 'node:path'
import { argv, stdout } from 'node:process'
import { runStep, STEPS } from './check/steps.mjs'
import { ensureSetUp } from './set-up.mjs'

const root = dirname(import.meta.dirname)
const wanted = argv.slice(2)
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0) {
  stdout.write(`No such check: ${unknown.join(', ')}. There are ${STEPS.map((step) => step.name).join(', ')}.\n`)
  process.exit(2)
}

await ensureSetUp('git')
const steps = wanted.length === 0 ? STEPS : STEPS.filter((step) => wanted.includes(step.name))
const failed = []
for (const step of steps) {
  const { passed, output, milliseconds } = await runStep(root, step)
  const seconds = (milliseconds / 1000).toFixed(1)
  stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${step.name.padEnd(10)} ${step.asks.padEnd(20)} ${seconds} s\n`)
  if (passed) continue
  failed.push(step.name)
  stdout.write(`\n${output.trimEnd()}\n\n`)
}
stdout.write(
  failed.length === 0
    ? `${steps.length} checks passed\n`
    : `${failed.length} of ${steps.length} checks failed: ${failed.join(', ')}\n`,
)
process.exitCode = failed.length > 0 ? 1 : 0
