import { hash } from 'node:crypto'
import { join } from 'node:path'

/** Where the index of a library lies in the app data: each library has its own. Can be deleted without loss. */
export function indexFolder(appData: string, library: string): string {
  return join(appData, 'search', hash('sha256', library).slice(0, 16))
}
