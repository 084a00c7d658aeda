import path from 'node:path'
import { app } from 'electron'

/** Folders of this run. `appData` holds what is derived or of this device only; `library` belongs to the reader. */
export interface Paths {
  appData: string
  /** Where the library is unless the reader has moved it. */
  library: string
  /** The command line says where the library is. */
  libraryChosen: boolean
  renderer: string
  preload: string
  importWorker: string
  searchWorker: string
  likenessWorker: string
  exportWorker: string
  starters: string
}

/** `--library=<folder>` chooses the library folder; otherwise it is `Simak` in the documents folder. */
export function findPaths(): Paths {
  const root = app.getAppPath()
  const chosen = app.commandLine.getSwitchValue('library')
  return {
    appData: app.getPath('userData'),
    libraryChosen: chosen !== '',
    library: chosen === '' ? path.join(app.getPath('documents'), 'Simak') : path.resolve(chosen),
    renderer: path.join(root, 'out', 'renderer'),
    preload: path.join(root, 'out', 'preload', 'preload.cjs'),
    importWorker: path.join(root, 'out', 'main', 'import-worker.js'),
    searchWorker: path.join(root, 'out', 'main', 'search-worker.js'),
    likenessWorker: path.join(root, 'out', 'main', 'likeness-worker.js'),
    exportWorker: path.join(root, 'out', 'main', 'export-worker.js'),
    starters: path.join(root, 'articles'),
  }
}
