/**
 * `npm run bench [-- name... number... --option...]`: runs bench/*.bench.ts one after the other, or those with such a name;
 * each prints its own table, and is given the numbers and options.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { NODE, ROOT, run } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'

const folder = join(ROOT, 'bench')
const isPassedOn = (/** @type {string} */ word) => /^(?:\d+$|--)/.test(word)
const wanted = argv.slice(2).filter((word) => !isPassedOn(word))
const passedOn = argv.slice(2).filter(isPassedOn)
const files = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
if (files.length === 0) {
  stdout.write('There is no such benchmark.\n')
  exit(wanted.length === 0 ? 0 : 1)
}

await ensureSetUp()
let failed = false
for (const name of files.toSorted()) {
  stdout.write(`\n${name}\n`)
  const { code } = await run(NODE, [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    join(folder, name),
    ...passedOn,
  ])
  failed ||= code !== 0
}
exit(failed ? 1 : 0)
