import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ArticleId } from '#shared/article.ts'
import { withUsualColours } from '#shared/colour-query.ts'
import {
  CONTEXTS,
  DEFAULT_NOTE_OPTIONS,
  type ExportFormat,
  FORMATS,
  FULL_TEXTS,
  LAYOUTS,
  LAYOUTS_OF,
  type NoteOptions,
  PRESETS,
} from '#shared/export-options.ts'
import type { ExportReport } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { type ColourNames, type Locale, localeFor } from '#shared/settings.ts'
import { exportFiles, type ExportJob, exportNotes, type Printer } from './export-articles.ts'
import { ExportThread } from './export/export-thread.ts'
import { exportWords } from './export/export-words.ts'
import { openLibrary } from './library/library.ts'
import { loadMessages } from './messages.ts'
import { searchPlace } from './search-output.ts'
import { articlesFound } from './search/search-command.ts'
import { claimFolder } from './storage/folder-lock.ts'
import { errorCode } from './storage/file-system.ts'
import { openSettings } from './storage/settings-store.ts'

const HELP = `simak export --to <folder or file> [options]

  --format <name>      ${FORMATS.join(', ')} (default: markdown)
  --article <id>       only this article; may be given again
  --query <text>       only what a search finds: tag:x, collection:"y", is:unread, words
  --preset <name>      ${PRESETS.join(', ')}
  --template <file>    Liquid template of a note (preset custom)
  --file-name <text>   Liquid template of the file name, '/' makes folders
  --context <what>     ${CONTEXTS.join(', ')}
  --layout <what>      ${LAYOUTS.join(', ')}
  --full-text <how>    ${FULL_TEXTS.join(', ')}
  --language <code>    id or en: language of headings (default: the app's)
  --again              also notes whose files were deleted by hand
  --preview            writes nothing and says what would happen
  --json               the report as JSON
  --library=<folder>   the library (default: Simak in the documents folder)
`

const OPTIONS = {
  to: { type: 'string' },
  format: { type: 'string', default: 'markdown' },
  article: { type: 'string', multiple: true },
  query: { type: 'string' },
  preset: { type: 'string' },
  template: { type: 'string' },
  'file-name': { type: 'string' },
  context: { type: 'string' },
  layout: { type: 'string' },
  'full-text': { type: 'string' },
  language: { type: 'string' },
  preview: { type: 'boolean', default: false },
  again: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

export interface ExportCommand {
  to: string
  format: ExportFormat
  /** Null where nothing was chosen one by one. */
  ids: ArticleId[] | null
  query: string | null
  note: NoteOptions
  language: Locale | null
  preview: boolean
  again: boolean
  json: boolean
}

export interface CommandPlace {
  paths: { appData: string; library: string; exportWorker: string }
  locale: Locale
  /** Null where there is no Chromium to print with. */
  print: Printer | null
}

/** The interface language of the system. */
export function findLocale(systemLanguages: readonly string[]): Locale {
  return localeFor('system', systemLanguages)
}

/** Reads the command line; the failure is what to tell the person. */
export async function parseExportCommand(args: readonly string[]): Promise<Result<ExportCommand, string>> {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false })
  } catch (error) {
    if (error instanceof TypeError) return fail(error.message)
    throw error
  }
  const { values } = parsed
  if (values.help) return fail(HELP)
  if (values.to === undefined) return fail(`--to is missing\n\n${HELP}`)
  const template = await templateIn(values.template)
  if (template === null) return fail(`The template cannot be read: ${values.template}`)
  const chosen = {
    format: oneOf(FORMATS, values.format),
    preset: oneOf(PRESETS, values.preset ?? (template === '' ? DEFAULT_NOTE_OPTIONS.preset : 'custom')),
    context: oneOf(CONTEXTS, values.context ?? DEFAULT_NOTE_OPTIONS.context),
    layout: oneOf(LAYOUTS, values.layout ?? DEFAULT_NOTE_OPTIONS.layout),
    fullText: oneOf(FULL_TEXTS, values['full-text'] ?? DEFAULT_NOTE_OPTIONS.fullText),
  }
  const { format, preset, context, layout, fullText } = chosen
  if (format === null || preset === null || context === null || layout === null || fullText === null) {
    const wrong = Object.entries(chosen).flatMap(([name, value]) => (value === null ? [name] : []))
    return fail(`No such ${wrong.join(', ')}\n\n${HELP}`)
  }
  if (values.layout !== undefined && !LAYOUTS_OF[preset].includes(layout)) {
    return fail(`${preset} has no layout ${layout}, only ${LAYOUTS_OF[preset].join(', ')}`)
  }
  if (values.preview && format !== 'markdown') return fail('--preview is for notes (markdown) only')
  return ok({
    to: path.resolve(values.to),
    format,
    ids: values.article ?? null,
    query: values.query ?? null,
    note: { preset, template, fileName: values['file-name'] ?? '', context, layout, fullText },
    language: oneOf(['id', 'en'] as const, values.language ?? ''),
    preview: values.preview,
    again: values.again,
    json: values.json,
  })
}

/** '' where none is asked for, null where the file is not to be read. */
async function templateIn(file: string | undefined): Promise<string | null> {
  if (file === undefined) return ''
  return await readFile(file, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === null) throw error
    return null
  })
}

/** Carries `simak export` out and answers the exit code: 0 done, 1 something failed, 2 the command is wrong. */
export async function runExportCommand(args: readonly string[], place: CommandPlace): Promise<number> {
  const command = await parseExportCommand(args)
  if (!command.ok) return tellWrong(command.failure)
  const { paths, print } = place
  const library = await openLibrary({
    folder: paths.library,
    appData: paths.appData,
    claim: (root) => claimFolder(root, { kind: 'command line', process: process.pid }, () => undefined),
  })
  if (!library.ok) return tellFailures([library.failure])
  const { readOnly } = library.value
  if (readOnly?.code === 'library-held') {
    process.stderr.write(
      `Another Simak (${readOnly.kind}, process ${readOnly.process}) has the library: only reading.\n`,
    )
  }
  // A large library that is read for the first time answers before its list is whole.
  await library.value.checked
  // As in the window, or its notes would be written anew after every export from here.
  const settings = (await openSettings(paths.appData)).get()
  const ofApp = settings.language === 'system' ? place.locale : settings.language
  const stopped = new AbortController()
  const stop = (): void => stopped.abort()
  process.once('SIGINT', stop)
  const thread = new ExportThread(paths.exportWorker)
  const job: ExportJob = {
    library: library.value,
    thread,
    appData: paths.appData,
    words: exportWords(loadMessages(command.value.language ?? ofApp).t, settings.colourNames),
    signal: stopped.signal,
  }
  try {
    const ids = await chosenArticles(command.value, settings.colourNames, paths)
    if (!ids.ok) return tellWrong(ids.failure)
    const unknown = (command.value.ids ?? []).filter((id) => library.value.summary(id) === undefined)
    if (unknown.length > 0) return tellWrong(`Not in the library: ${unknown.join(', ')}`)
    return await carryOut({ ...command.value, ids: ids.value }, job, print)
  } finally {
    process.off('SIGINT', stop)
    await thread.close()
    await library.value.close()
  }
}

/** The articles given and those that the search finds; null for all. */
async function chosenArticles(
  { ids, query }: ExportCommand,
  colourNames: ColourNames,
  paths: CommandPlace['paths'],
): Promise<Result<ArticleId[] | null, string>> {
  if (query === null) return ok(ids)
  const found = await articlesFound(withUsualColours(query, colourNames), searchPlace(paths))
  if (found.problems.length > 0) return fail(`The query is not understood: ${JSON.stringify(found.problems)}`)
  return ok([...(ids ?? []), ...found.ids])
}

function tellWrong(what: string): number {
  process.stderr.write(`${what}\n`)
  return 2
}

async function carryOut(command: ExportCommand, job: ExportJob, print: Printer | null): Promise<number> {
  const { format, ids, note, to, preview, again } = command
  if (format === 'markdown') {
    const report = await exportNotes(job, { ids, folder: to, note, isPreview: preview, again })
    return report.ok ? tell(report.value, command.json) : tellFailures([report.failure])
  }
  if (format === 'pdf' && print === null) return tellWrong('A PDF needs the app itself: simak export --format pdf')
  const report = await exportFiles(job, { ids, format, note, target: to, print })
  if (!report.ok) return tellFailures([report.failure])
  process.stdout.write(command.json ? `${JSON.stringify(report.value)}\n` : `${report.value.paths.join('\n')}\n`)
  return tellFailures(report.value.failed)
}

function tell(report: ExportReport, asJson: boolean): number {
  const { counts, changes } = report
  if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`)
  else {
    for (const { action, path: file } of changes) process.stdout.write(`${action.padEnd(9)} ${file}\n`)
    const sums = Object.entries(counts).map(([action, count]) => `${count} ${action}`)
    process.stdout.write(`${sums.join(', ')}\n`)
  }
  return tellFailures(report.failed)
}

function tellFailures(failures: readonly Failure[]): number {
  for (const failure of failures) process.stderr.write(`${JSON.stringify(failure)}\n`)
  return failures.length === 0 ? 0 : 1
}

function oneOf<T extends string>(known: readonly T[], value: string): T | null {
  return known.find((one) => one === value) ?? null
}
