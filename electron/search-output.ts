import { realpathSync } from 'node:fs'
import { withUsualColours } from '#shared/colour-query.ts'
import { isFileError } from './search/index-manifest.ts'
import { indexFolder } from './search/index-place.ts'
import { outputText, runSearchCommand, type SearchCommand, type SearchPlace } from './search/search-command.ts'
import { claimFolder } from './storage/folder-lock.ts'
import { openSettings } from './storage/settings-store.ts'

/**
 * `simak search` from what is asked to what is printed.
 * @returns `text` for standard output, or where `failed` for the error output
 */
export async function printedSearch(
  command: SearchCommand,
  paths: { appData: string; library: string },
): Promise<{ text: string; failed: boolean }> {
  try {
    const { colourNames } = (await openSettings(paths.appData)).get()
    const query = withUsualColours(command.query, colourNames)
    const output = { ...(await runSearchCommand({ ...command, query }, searchPlace(paths))), query: command.query }
    return { text: `${command.json ? JSON.stringify(output, null, 2) : outputText(output)}\n`, failed: false }
  } catch (error) {
    // A library that is not there, most of all.
    if (!isFileError(error)) throw error
    return { text: `${error.message}\n`, failed: true }
  }
}

/** Where the library and its indexes lie; throws where there is no such folder. */
export function searchPlace({ appData, library }: { appData: string; library: string }): SearchPlace {
  const folder = realpathSync(library)
  const index = indexFolder(appData, folder)
  return { library: folder, index, ownIndex: `${index}-command`, claim }
}

const claim: SearchPlace['claim'] = async (folder) => {
  const self = { kind: 'command line', process: process.pid } as const
  const claimed = await claimFolder(realpathSync(folder), self, () => undefined)
  if (claimed.state === 'held') return { isOwn: true, release: claimed.release }
  return { isOwn: false, release: () => Promise.resolve(claimed.leave()) }
}
