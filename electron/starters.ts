import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileSource } from './import/import-source.ts'
import type { Imports } from './import-handlers.ts'
import type { Services } from './services.ts'

/** Imports the articles that ship with Simak into a library that never had them; removed ones stay removed. */
export async function importStarters(services: Services, imports: Imports): Promise<void> {
  const opened = await services.opened
  if (!opened.ok || !opened.value.library.needsStarters || opened.value.library.readOnly !== null) return
  const folder = services.paths.starters
  // The list shows the last saved first: what comes first by name is to be seen first.
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .reverse()
  const summary = await imports.importSources(
    names.map((name) => fileSource(path.join(folder, name))),
    true,
  )
  if (summary.ok && summary.value.failed.length === 0) await opened.value.library.markStartersImported()
}
