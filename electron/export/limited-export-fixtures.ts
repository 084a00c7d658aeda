/** Exports into a folder through the export worker, where files may not grow; says how that ended. */
import { argv, stdout } from 'node:process'
import { articleOf, idAt, OPTIONS, summaryOf } from './export-fixtures.ts'
import { ExportThread } from './export-thread.ts'
import { runFolderExport } from './run-export.ts'

const [, , folder = '', appData = ''] = argv
const thread = new ExportThread(new URL('export-worker.ts', import.meta.url))
const ids = Array.from({ length: 40 }, (_, i) => idAt(i))
const report = await runFolderExport({
  thread,
  folder,
  appData,
  options: OPTIONS,
  isPreview: false,
  candidates: ids.map((id) => ({ summary: summaryOf({ id, title: id }), records: 1 })),
  place: null,
  read: (id) => Promise.resolve({ ok: true, value: articleOf('<p>Isi.</p>', [{ quote: 'Isi.' }], { id, title: id }) }),
})
stdout.write(JSON.stringify(report))
await thread.close()
