/** `npm run -s simak -- import <file>...`: Simak's commands, without Electron and without a window. */
import { join } from 'node:path'
import { argv, cwd, env, exit } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { NODE, ROOT, run } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'

await ensureSetUp()
await ensureBuilt()
const program = join(ROOT, 'out', 'main', 'command-line-program.js')
const { code } = await run(NODE, ['--disable-warning=ExperimentalWarning', program, ...argv.slice(2)], {
  // A relative folder is meant where npm was called.
  cwd: env['INIT_CWD'] ?? cwd(),
})
exit(code)
