/** `npm run test:faults`: the long form of the tests that kill, cut the power and let the disk fail. Takes half an hour on two cores. */
import { join } from 'node:path'
import { exit, getuid } from 'node:process'
import { NODE, pinnedEnv, ROOT, run } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'
import { installPrograms, onPath } from './system-programs.mjs'

const SUITES = [
  'electron/storage/merge-walk.test.ts',
  'electron/export/export-kill.test.ts',
  'electron/library/library-kill.test.ts',
  'electron/library/library-errors.test.ts',
  'electron/library/library-writers.test.ts',
  'electron/library/library-traced.test.ts',
  'electron/library/power-cut.test.ts',
  'electron/library/real-power-cut.test.ts',
]

await ensureSetUp()
// Without these two the suites that need them say so and are left out.
if (getuid?.() === 0 && onPath('apt-get') !== null) {
  const missing = [
    ['strace', 'strace'],
    ['mkfs.xfs', 'xfsprogs'],
  ].flatMap(([program = '', name = '']) => (onPath(program) === null ? [name] : []))
  if (missing.length > 0) await installPrograms(missing)
}
const cli = join(ROOT, 'node_modules/vitest/vitest.mjs')
const { code } = await run(NODE, [cli, 'run', ...SUITES], { env: pinnedEnv({ SIMAK_FAULTS: 'long' }) })
exit(code)
