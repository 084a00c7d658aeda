/** Simak's commands on plain Node, without Electron: `node out/main/command-line-program.js export --to <folder>`. */
import { homedir } from 'node:os'
import path from 'node:path'
import { findLocale, runExportCommand } from './export-command.ts'
import { isLibraryCommand, runLibraryCommand } from './library-command.ts'
import { searchCommandOf } from './search/search-command.ts'
import { printedSearch } from './search-output.ts'
import { readLibraryPlace } from './storage/library-place.ts'

const [, , command, ...args] = process.argv
const own = args.filter((argument) => !/^--(?:library|user-data-dir)=/.test(argument))
const search = searchCommandOf(process.argv.slice(2))
const appData = switchValue('user-data-dir') ?? defaultAppData()
const given = switchValue('library') ?? (await readLibraryPlace(appData))
const paths = {
  appData,
  library: path.resolve(given ?? path.join(homedir(), 'Documents', 'Simak')),
  exportWorker: path.join(import.meta.dirname, 'export-worker.js'),
  importWorker: path.join(import.meta.dirname, 'import-worker.js'),
  likenessWorker: path.join(import.meta.dirname, 'likeness-worker.js'),
}
// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error: Error & { code?: string }) => {
  if (error.code !== 'EPIPE') throw error
})
if (command === 'export') {
  const language = process.env['LC_ALL'] || process.env['LANG'] || 'en'
  process.exitCode = await runExportCommand(own, {
    paths,
    locale: findLocale([language.replace(/[._].*$/, '')]),
    print: null,
  })
} else if (isLibraryCommand(command)) {
  process.exitCode = await runLibraryCommand(command, own, paths)
} else if (search !== null) {
  const { text, failed } = await printedSearch(search, paths)
  const output = failed ? process.stderr : process.stdout
  output.write(text)
  process.exitCode = failed ? 1 : 0
} else {
  process.stderr.write('simak import, list, show, extract, search, export: --help behind one says what it can do.\n')
  process.exitCode = 2
}

function switchValue(name: string): string | null {
  const found = args.find((argument) => argument.startsWith(`--${name}=`))
  return found === undefined ? null : found.slice(name.length + 3)
}

/** Where Electron keeps the data of an app with this name. */
function defaultAppData(): string {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Simak')
  if (process.platform === 'win32') {
    return path.join(process.env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'Simak')
  }
  return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'Simak')
}
