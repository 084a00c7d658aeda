import { app } from 'electron'
import { stderr, stdout } from 'node:process'
import { findPaths } from './paths.ts'
import { printedSearch } from './search-output.ts'
import type { SearchCommand } from './search/search-command.ts'
import { readLibraryPlace } from './storage/library-place.ts'

/** Answers `simak search` on the terminal and ends, without a window. */
export async function printSearch(command: SearchCommand): Promise<void> {
  const { appData, library, libraryChosen } = findPaths()
  const moved = libraryChosen ? null : await readLibraryPlace(appData)
  const { text, failed } = await printedSearch(command, { appData, library: moved ?? library })
  const output = failed ? stderr : stdout
  output.write(text, () => app.exit(failed ? 1 : 0))
}
