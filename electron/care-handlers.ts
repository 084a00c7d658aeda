import { BrowserWindow, dialog } from 'electron'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { withLibrary } from './article-handlers.ts'
import type { Handlers } from './ipc.ts'
import { checkLibrary } from './library/check-library.ts'
import type { Library } from './library/library.ts'
import { previewRestore, restoreBackup, undoableRestore, undoRestore } from './library/restore-backup.ts'
import { emptyTrash, listTrash } from './library/trash.ts'
import type { Services } from './services.ts'
import { parseStamp } from './storage/hlc.ts'

type CareChannel =
  | 'library:condition'
  | 'library:open-again'
  | 'library:show-holder'
  | 'library:trash'
  | 'library:empty-trash'
  | 'library:check'
  | 'library:move'
  | 'backup:list'
  | 'backup:make'
  | 'backup:preview'
  | 'backup:restore'
  | 'backup:undo'
  | 'annotation:history'

/** Files between two reports of progress. */
const REPORT_EVERY = 100

/** Looking after the library: its condition, trash, backups, checking and moving. */
export function careHandlers(services: Services): Pick<Handlers, CareChannel> {
  const inLibrary = withLibrary(services)
  return {
    'library:condition': async () => ok(await services.host.condition()),
    'library:open-again': async ({ accept, makeAnew }) => {
      const opened = await services.host.openAgain({ acceptVanished: accept, makeAnew })
      return opened.ok ? ok(null) : opened
    },
    'library:show-holder': () =>
      inLibrary((library) => {
        library.holder?.focus()
        return ok(null)
      }),
    'library:trash': () => inLibrary(async (library) => ok(await listTrash(library))),
    'library:empty-trash': () => inLibrary(emptyTrash),
    'library:check': () => inLibrary((library) => check(services, library)),
    'library:move': () => move(services),
    ...backupHandlers(services),
    'annotation:history': ({ article, id }) =>
      inLibrary(async (library) => {
        const earlier = await library.annotations.history(article, id)
        if (!earlier.ok) return earlier
        return ok(earlier.value.map(({ note, hlc }) => ({ note, time: parseStamp(hlc)?.wall ?? 0 })))
      }),
  }
}

function backupHandlers(services: Services): Pick<Handlers, Extract<CareChannel, `backup:${string}`>> {
  const inLibrary = withLibrary(services)
  const { appData } = services.paths
  const restoring = async (
    library: Library,
    work: () => Promise<Result<null, Failure>>,
  ): Promise<Result<null, Failure>> => {
    const done = await work()
    services.send('library:changed', { ids: [...library.all.keys()] })
    return done
  }
  return {
    'backup:list': () =>
      inLibrary(async (library) => {
        const backups = await library.backups.list()
        return ok({ backups, restored: await undoableRestore(library, appData) })
      }),
    'backup:make': () =>
      inLibrary(async (library) => {
        if (library.readOnly !== null) return fail(library.readOnly)
        const made = await library.backUp()
        return made.ok ? ok(null) : made
      }),
    'backup:preview': ({ time }) => inLibrary((library) => previewRestore(library, time)),
    'backup:restore': (what) => inLibrary((library) => restoring(library, () => restoreBackup(library, appData, what))),
    'backup:undo': () => inLibrary((library) => restoring(library, () => undoRestore(library, appData))),
  }
}

async function check(services: Services, library: Library) {
  await library.flush()
  const { layout, files } = library.parts.context
  const report = await checkLibrary(files, layout, {
    // The files of what was emptied from the trash may be gone.
    articles: [...library.all].filter(([, { emptied }]) => emptied === null).map(([id]) => id),
    onProgress: (done) => {
      if (done % REPORT_EVERY === 0) services.send('library:care-progress', { done, total: null })
    },
    signal: new AbortController().signal,
  })
  return ok(report)
}

async function move(services: Services): Promise<Result<{ folder: string } | null, Failure>> {
  const { t } = services.messages()
  const options: Electron.OpenDialogOptions = {
    title: t('main:dialog.moveTitle'),
    buttonLabel: t('main:dialog.moveButton'),
    properties: ['openDirectory', 'createDirectory'],
  }
  const [window] = BrowserWindow.getAllWindows()
  const answer = await (window === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
  const [folder] = answer.filePaths
  return answer.canceled || folder === undefined ? ok(null) : await services.host.move(folder)
}
