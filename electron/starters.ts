import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileSource } from './import/import-source.ts'
import type { Locale } from '#shared/settings.ts'
import type { Imports } from './import-handlers.ts'
import type { Services } from './services.ts'

/** Imports the articles that ship with Simak into a library that never had them; removed ones stay removed. */
export async function importStarters(services: Services, imports: Imports): Promise<void> {
  const opened = await services.opened
  if (!opened.ok || !opened.value.library.needsStarters || opened.value.library.readOnly !== null) return
  const folder = services.paths.starters
  const files = await startersFor(folder, services.locale())
  // The list shows the last saved first.
  const summary = await imports.importSources(files.reverse().map(fileSource), true)
  if (summary.ok && summary.value.failed.length === 0) await opened.value.library.markStartersImported()
}

/** In the order they are to be seen in: by name, but the first one in the reader's language tells how Simak works. */
async function startersFor(folder: string, locale: Locale): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort()
  const starters = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      return { file, text: await readFile(file, 'utf8') }
    }),
  )
  const first = starters.find(({ text }) => new RegExp(`^language: ${locale}$`, 'm').test(text))
  return [first, ...starters.filter((starter) => starter !== first)].flatMap((starter) => starter?.file ?? [])
}
