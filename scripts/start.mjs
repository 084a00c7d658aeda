/** `npm start -- [file...]`: sets up what is missing, builds, and opens Simak with the files imported. */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { argv, cwd, env, exit, getuid, platform } from 'node:process'
import { ensureBuilt } from './build.mjs'
import { findElectron, STAND_IN } from './electron-binary.mjs'
import { giveUp, pinnedEnv, ROOT, say } from './processes.mjs'
import { ensureSetUp } from './set-up.mjs'

if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
  giveUp(
    "Simak needs a display and there is none here; with Debian's packages xvfb and xauth installed, run it on a virtual one: xvfb-run -a npm start",
  )
}

await ensureSetUp()
const real = await findElectron()
if (real === null) {
  await ensureSetUp('browser')
  say("Electron's own binary is not to be had: Simak runs on its stand-in (e2e/electron-stand-in).")
}
await ensureBuilt()
exit(await open(real ?? join(STAND_IN, 'electron')))

/**
 * @param {string} executable
 * @returns {Promise<number>} exit code
 */
function open(executable) {
  const from = env['INIT_CWD'] ?? cwd()
  const args = argv.slice(2).map((word) => (word.startsWith('-') ? word : resolve(from, word)))
  const asRoot = real !== null && platform === 'linux' && getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = spawn(executable, [...asRoot, ROOT, ...args], { cwd: from, env: pinnedEnv(), stdio: 'inherit' })
  // A terminal's Ctrl+C reaches the app by itself, which then quits in good order; here it must only not end the wait.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => app.kill('SIGTERM'))
  return new Promise((done) => {
    app.on('error', (error) => {
      say(error.message)
      done(1)
    })
    app.on('exit', (code) => done(code ?? 1))
  })
}
