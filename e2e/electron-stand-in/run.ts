import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { join } from 'node:path'

/** The process as the app of a real Electron finds it. */
function dress(): void {
  const require = createRequire(import.meta.url)
  const { version } = require('electron/package.json') as { version: string }
  const here = import.meta.dirname
  Object.defineProperty(process.versions, 'electron', { value: version, enumerable: true })
  Object.assign(process, { type: 'browser', resourcesPath: join(here, 'resources') })
  process.argv = [join(here, 'electron'), ...process.argv.slice(2)]
}

interface Command {
  required: string[]
  target: string
}

/** `electron [-r module]... [switches] <app> [args]`; `-r` takes the word after it. */
function readCommand(args: readonly string[]): Command {
  const required: string[] = []
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? ''
    if (argument === '-r' || argument === '--require') required.push(args[++i] ?? '')
    else if (!argument.startsWith('-')) return { required, target: argument }
  }
  throw new Error('electron stand-in: give the app folder or script to run')
}

/** Makes `electron` a module for `import` and for `require`. */
function provideElectron(names: readonly string[]): void {
  const from = "globalThis[Symbol.for('electron stand-in')]"
  const esm = `const electron = ${from}; export default electron; export const { ${names.join(', ')} } = electron`
  registerHooks({
    resolve: (name, context, next) => {
      if (name !== 'electron' && name !== 'electron/main' && name !== 'electron/common') return next(name, context)
      const required = context.conditions.includes('require')
      return { url: `electron-stand-in:${required ? 'cjs' : 'esm'}`, shortCircuit: true }
    },
    load: (url, context, next) => {
      if (url === 'electron-stand-in:esm') return { format: 'module', source: esm, shortCircuit: true }
      if (url === 'electron-stand-in:cjs')
        return { format: 'commonjs', source: `module.exports = ${from}`, shortCircuit: true }
      return next(url, context)
    },
  })
}

dress()
const command = readCommand(process.argv.slice(1))
const [{ electron }, { readPackage }] = await Promise.all([import('./api.ts'), import('./app-paths.ts')])
Object.defineProperty(globalThis, Symbol.for('electron stand-in'), { value: electron })
provideElectron(Object.keys(electron))
for (const file of command.required) createRequire(join(process.cwd(), 'x'))(file)
const found = readPackage(command.target)
electron.app._setPackage(found)
process.on('SIGINT', () => electron.app.quit())
process.on('SIGTERM', () => electron.app.quit())
await import(pathToFileURL(found.main).href)
await electron.app._start()
