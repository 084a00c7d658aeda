/** `npm run test:faults`: the long form of the tests that kill, cut the power and let the disk fail. Takes an hour. */
import { join } from 'node:path'
import { exit } from 'node:process'
import { NODE, pinnedEnv, ROOT, run } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'

const SUITES = [
  'electron/storage/merge-walk.test.ts',
  'electron/library/library-kill.test.ts',
  'electron/library/library-errors.test.ts',
  'electron/library/library-writers.test.ts',
  'electron/library/power-cut.test.ts',
]

await ensureSetUp()
const cli = join(ROOT, 'node_modules/vitest/vitest.mjs')
const { code } = await run(NODE, [cli, 'run', ...SUITES], { env: pinnedEnv({ SIMAK_FAULTS: 'long' }) })
exit(code)
