import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { ImportSummary } from '#shared/import-summary.ts'
import { ok } from '#shared/result.ts'
import { contentTree } from './export/content-tree.ts'
import { articleTextOf } from './export/exported-article.ts'
import { serialise } from './export/markdown.ts'
import { failureLine } from './failure-line.ts'
import { keepTwins } from './find-twins.ts'
import { ImportQueue, type ImportTarget } from './import/import-queue.ts'
import { fileSource, type ImportSource } from './import/import-source.ts'
import { LikenessThread } from './import/likeness-thread.ts'
import { type Library, openLibrary } from './library/library.ts'
import { LibraryReader, type ReadArticle } from './library/library-reader.ts'
import { claimFolder } from './storage/folder-lock.ts'
import { isWebAddress } from './web-address.ts'

/** Commands on the library and its importer; `export` and `search` have files of their own. */
export const LIBRARY_COMMANDS = ['import', 'list', 'show', 'extract'] as const
export type LibraryCommandName = (typeof LIBRARY_COMMANDS)[number]

const HELP = `simak import <file, folder or web address>... [--json]   takes them into the library
simak list [--json]                         one line for each article: id, published, title
simak show <id> [--as text|html|markdown|json]
simak extract <file>... [--as html|text|json]   cleans to standard output and keeps nothing

  --library=<folder>   the library (default: Simak in the documents folder)
`

const OPTIONS = {
  as: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const SHOWN_AS = ['text', 'html', 'markdown', 'json'] as const
type ShownAs = (typeof SHOWN_AS)[number]

export interface LibraryPlace {
  appData: string
  library: string
  importWorker: string
  likenessWorker: string
}

interface Words {
  names: string[]
  as: ShownAs
  json: boolean
}

export function isLibraryCommand(word: string | undefined): word is LibraryCommandName {
  return LIBRARY_COMMANDS.some((command) => command === word)
}

/** Carries one of LIBRARY_COMMANDS out and answers the exit code: 0 done, 1 something failed, 2 the command is wrong. */
export async function runLibraryCommand(
  command: LibraryCommandName,
  args: readonly string[],
  place: LibraryPlace,
): Promise<number> {
  const words = wordsOf(command, args)
  if (typeof words === 'string') {
    process.stderr.write(`${words}\n`)
    return 2
  }
  switch (command) {
    case 'import':
      return importFiles(words, place)
    case 'list':
      return withReader(place, (reader) => list(reader, words))
    case 'show':
      return withReader(place, (reader) => show(reader, words))
    default:
      return extract(words, place)
  }
}

/** The message instead of the words for a command that is wrong. */
function wordsOf(command: LibraryCommandName, args: readonly string[]): Words | string {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    if (error instanceof TypeError) return `${error.message}\n\n${HELP}`
    throw error
  }
  const { values, positionals: names } = parsed
  if (values.help) return HELP
  const as = SHOWN_AS.find((one) => one === (values.as ?? 'text'))
  if (as === undefined || (command === 'extract' && as === 'markdown')) return `No such --as\n\n${HELP}`
  if ((command === 'list') !== (names.length === 0) || (command === 'show' && names.length !== 1))
    return `What is to be done with what?\n\n${HELP}`
  return { names, as, json: values.json }
}

/** The folder is this process's while it works: a Simak with a window that has it keeps it. */
async function importFiles({ names, json }: Words, place: LibraryPlace): Promise<number> {
  const claim = (root: string) => claimFolder(root, { kind: 'command line', process: process.pid }, () => undefined)
  const opened = await openLibrary({ folder: place.library, appData: place.appData, claim })
  if (!opened.ok) return tell([{ failure: opened.failure }])
  const library = opened.value
  try {
    if (library.readOnly !== null) return tell([{ failure: library.readOnly }])
    const summary = await runQueue(library, names, place)
    Object.assign(summary, await twinsOf(library, summary, place))
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`)
    else {
      for (const { id, title } of summary.imported) process.stdout.write(`new      ${id}  ${title}\n`)
      for (const { id, title } of summary.already) process.stdout.write(`already  ${id}  ${title}\n`)
      for (const { id, of } of summary.newer ?? []) process.stdout.write(`version  ${id}  of ${of.id}  ${of.title}\n`)
      for (const { id, of } of summary.reprints ?? [])
        process.stdout.write(`reprint  ${id}  of ${of.id}  ${of.title}\n`)
    }
    return tell(summary.failed)
  } finally {
    await library.close()
  }
}

/** What the app would offer after an import: it asks about it when it is opened next. */
async function twinsOf(
  library: Library,
  { imported }: ImportSummary,
  { appData, likenessWorker: workerPath }: LibraryPlace,
): Promise<Pick<ImportSummary, 'newer' | 'reprints'>> {
  if (imported.length === 0) return {}
  await library.flush()
  const file = path.join(appData, 'libraries', library.parts.id, 'likeness.bin')
  const likeness = new LikenessThread({ library: library.folder, file, workerPath })
  try {
    return await keepTwins(library, await likeness.findLater(imported.map(({ id }) => id)))
  } finally {
    await likeness.close()
  }
}

/** An interrupt leaves whole articles only. */
async function runQueue(library: ImportTarget, names: readonly string[], place: LibraryPlace): Promise<ImportSummary> {
  const stopped = new AbortController()
  const stop = (): void => stopped.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const queue = new ImportQueue({ library, workerPath: place.importWorker })
  try {
    const sources = await Promise.all(names.map((name) => sourceOf(name, stopped.signal)))
    return await queue.run(sources, { starter: false, signal: stopped.signal })
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await queue.close()
  }
}

/** A web address is asked for: whoever writes it here has told Simak to. */
async function sourceOf(name: string, signal: AbortSignal): Promise<ImportSource> {
  if (!isWebAddress(name)) return fileSource(path.resolve(name))
  const { fetchPage } = await import('./import/fetched-page.ts')
  const page = await fetchPage(new URL(name), signal)
  return page.ok ? page.value : { name, read: () => Promise.resolve(page) }
}

/** Printed as they come, in the order of the files. */
async function extract({ names, as }: Words, place: LibraryPlace): Promise<number> {
  const printer: ImportTarget = {
    add(article, { file }) {
      process.stdout.write(`${extracted(article, file, as)}\n`)
      return Promise.resolve(ok({ id: '', title: article.facts.metadata.title, already: false }))
    },
  }
  const { failed } = await runQueue(printer, names, place)
  return tell(failed)
}

function extracted({ content, facts }: ImportedArticle, file: string, as: ShownAs): string {
  if (as === 'html') return content
  const text = articleTextOf(content)
  if (as === 'text') return text
  const { metadata, more, evidence, removals, words, importer } = facts
  return JSON.stringify({ file, ...metadata, ...more, words, text, html: content, removals, evidence, importer })
}

async function withReader(place: LibraryPlace, work: (reader: LibraryReader) => number): Promise<number> {
  let reader
  try {
    reader = new LibraryReader(place.library)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return tell([{ failure: { code: 'library-unreachable', folder: place.library, reason: String(error.code) } }])
  }
  return await Promise.resolve(work(reader))
}

function list(reader: LibraryReader, { json }: Words): number {
  const articles = reader
    .ids()
    .flatMap((id) => {
      const article = reader.read(id)
      return article === null || article.trashed ? [] : [article.summary]
    })
    .toSorted((a, b) => (a.saved < b.saved ? 1 : -1))
  if (json) process.stdout.write(`${JSON.stringify(articles)}\n`)
  else for (const { id, published, title } of articles) process.stdout.write(`${id}\t${published ?? ''}\t${title}\n`)
  return 0
}

function show(reader: LibraryReader, { names: [id = ''], as }: Words): number {
  const article = /^[a-z2-7]{26}$/.test(id) ? reader.read(id) : null
  if (article === null || article.trashed) return tell([{ failure: { code: 'article-missing', id } }])
  process.stdout.write(`${shown(article, as).trimEnd()}\n`)
  return 0
}

function shown({ summary, html, annotations }: ReadArticle, as: ShownAs): string {
  if (as === 'html') return html
  const { text, children } = contentTree(html)
  if (as === 'text') return text
  if (as === 'json') return JSON.stringify({ ...summary, text, html, annotations })
  const title = {
    type: 'heading' as const,
    depth: 1 as const,
    children: [{ type: 'text' as const, value: summary.title }],
  }
  return serialise([title, ...children])
}

/** One line of JSON for each on standard error, with the file it is about. */
function tell(failures: readonly { name?: string; failure: Failure }[]): number {
  for (const { failure } of failures) process.stderr.write(`${failureLine(failure)}\n`)
  return failures.length === 0 ? 0 : 1
}
