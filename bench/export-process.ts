/**
 * One export or import in a process of its own, so that its memory is seen alone:
 * `export-process.ts notes|json|import <library> <app data> <target> <articles>` prints one line of JSON. The articles are
 * the first so many; an import reads the target into the library.
 */
import { mkdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { DEFAULT_NOTE_OPTIONS } from '../electron/shared/export-options.ts'
import { exportFiles, type ExportJob, exportNotes } from '../electron/export-articles.ts'
import { inExportOrder } from '../electron/export/export-folder.ts'
import { ExportThread } from '../electron/export/export-thread.ts'
import { importLibraryJson } from '../electron/import-library-json.ts'
import { type Library, openLibrary } from '../electron/library/library.ts'
import { benchWords, unsyncedFiles } from './export-surroundings.ts'

const [, , task, folder = '', appData = '', target = '', articles = '0'] = process.argv

async function opened(): Promise<Library> {
  mkdirSync(appData, { recursive: true })
  const library = await openLibrary({ folder, appData, files: unsyncedFiles })
  if (!library.ok) throw new Error(JSON.stringify(library.failure))
  await library.value.listed
  return library.value
}

async function carryOut(library: Library, thread: ExportThread): Promise<void> {
  const ids = inExportOrder(library.list()).map(({ id }) => id)
  const some = ids.slice(0, Number(articles))
  const job: ExportJob = { library, thread, appData, words: benchWords }
  const wanted = { ids: some.length === ids.length ? null : some, note: DEFAULT_NOTE_OPTIONS }
  const done =
    task === 'import'
      ? await importLibraryJson(library, { name: 'all.json', from: target })
      : task === 'json'
        ? await exportFiles(job, { ...wanted, format: 'json', target, print: null })
        : await exportNotes(job, { ...wanted, folder: target, isPreview: false })
  const failed = 'failed' in done ? done.failed : done.ok ? done.value.failed : [done.failure]
  if (failed.length > 0) throw new Error(JSON.stringify(failed.slice(0, 3)))
}

const library = await opened()
const thread = new ExportThread(new URL('../electron/export/export-worker.ts', import.meta.url))
const before = process.memoryUsage.rss()
const [start, cpu] = [performance.now(), process.cpuUsage()]
await carryOut(library, thread)
const { user, system } = process.cpuUsage(cpu)
const s = (performance.now() - start) / 1000
await thread.close()
await library.close()
// `maxRSS` is in kilobytes.
const mb = [Math.round(before / 2 ** 20), Math.round(process.resourceUsage().maxRSS / 1024)]
console.log(JSON.stringify({ s, cpu: (user + system) / 1e6, before: mb[0], most: mb[1] }))
