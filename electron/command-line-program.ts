/**
 * `simak export` and `simak search` on plain Node, without Electron:
 * `node out/main/command-line-program.js export --to <folder>`.
 */
import { homedir } from 'node:os'
import path from 'node:path'
import { findLocale, runExportCommand } from './export-command.ts'
import { printedSearch } from './search-output.ts'
import { searchCommandOf } from './search/search-command.ts'
import { readLibraryPlace } from './storage/library-place.ts'

const [, , command, ...args] = process.argv
const search = searchCommandOf(process.argv.slice(2))
if (command === 'export') {
  const language = process.env['LC_ALL'] || process.env['LANG'] || 'en'
  const own = args.filter((argument) => !/^--(?:library|user-data-dir)=/.test(argument))
  process.exitCode = await runExportCommand(own, {
    paths: {
      appData: switchValue('user-data-dir') ?? defaultAppData(),
      library: path.resolve(switchValue('library') ?? defaultLibrary()),
      exportWorker: path.join(import.meta.dirname, 'export-worker.js'),
    },
    locale: findLocale([language.replace(/[._].*$/, '')]),
    print: null,
  })
} else if (search !== null) {
  const appData = switchValue('user-data-dir') ?? defaultAppData()
  const given = switchValue('library') ?? (await readLibraryPlace(appData))
  const { text, failed } = await printedSearch(search, { appData, library: path.resolve(given ?? defaultLibrary()) })
  const output = failed ? process.stderr : process.stdout
  output.write(text)
  process.exitCode = failed ? 1 : 0
} else {
  process.stderr.write('simak export --help says what can be done; simak search [--json] [--limit=n] <query> finds.\n')
  process.exitCode = 2
}

function switchValue(name: string): string | null {
  const given = args.find((argument) => argument.startsWith(`--${name}=`))
  return given === undefined ? null : given.slice(name.length + 3)
}

function defaultLibrary(): string {
  return path.join(homedir(), 'Documents', 'Simak')
}

/** Where Electron keeps the data of an app with this name. */
function defaultAppData(): string {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Simak')
  if (process.platform === 'win32') {
    return path.join(process.env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming'), 'Simak')
  }
  return path.join(process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config'), 'Simak')
}
