import { app } from 'electron'
import { stdout } from 'node:process'
import { findPaths } from './paths.ts'
import { indexFolder } from './search/index-place.ts'
import { outputText, runSearchCommand, type SearchCommand } from './search/search-command.ts'

/** Answers `simak search` on the terminal and ends, without a window. */
export async function printSearch(command: SearchCommand): Promise<void> {
  const { appData, library } = findPaths()
  try {
    const output = await runSearchCommand(command, library, `${indexFolder(appData, library)}-command`)
    const text = command.json ? JSON.stringify(output, null, 2) : outputText(output)
    stdout.write(`${text}\n`, () => app.exit(0))
  } catch (error) {
    // A library that is not there, most of all.
    stdout.write(`${error instanceof Error ? error.message : String(error)}\n`, () => app.exit(1))
  }
}
