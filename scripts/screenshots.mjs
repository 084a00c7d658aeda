/** `npm run screenshots`: remakes the pictures of the README with the starter articles. */
import { exit } from 'node:process'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { NODE, ROOT, run } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'

await ensureSetUp('browser')
await ensureBuilt()
const { code } = await run(NODE, ['--disable-warning=ExperimentalWarning', join(ROOT, 'e2e/take-screenshots.ts')])
exit(code)
