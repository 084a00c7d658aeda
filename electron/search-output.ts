import { realpathSync } from 'node:fs'
import { isFileError } from './search/index-manifest.ts'
import { indexFolder } from './search/index-place.ts'
import { outputText, runSearchCommand, type SearchCommand, type SearchPlace } from './search/search-command.ts'
import { claimFolder } from './storage/folder-lock.ts'

/**
 * `simak search` from what is asked to what is printed.
 * @returns `text` for standard output, or where `failed` for the error output
 */
export async function printedSearch(
  command: SearchCommand,
  { appData, library }: { appData: string; library: string },
): Promise<{ text: string; failed: boolean }> {
  try {
    const folder = realpathSync(library)
    const index = indexFolder(appData, folder)
    const output = await runSearchCommand(command, { library: folder, index, ownIndex: `${index}-command`, claim })
    return { text: `${command.json ? JSON.stringify(output, null, 2) : outputText(output)}\n`, failed: false }
  } catch (error) {
    // A library that is not there, most of all.
    if (!isFileError(error)) throw error
    return { text: `${error.message}\n`, failed: true }
  }
}

const claim: SearchPlace['claim'] = async (folder) => {
  const self = { kind: 'command line', process: process.pid } as const
  const claimed = await claimFolder(realpathSync(folder), self, () => undefined)
  if (claimed.state === 'held') return { isOwn: true, release: claimed.release }
  return { isOwn: false, release: () => Promise.resolve(claimed.leave()) }
}
