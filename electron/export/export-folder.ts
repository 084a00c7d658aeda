import { hash } from 'node:crypto'
import { existsSync, rmdirSync } from 'node:fs'
import { lstat, mkdir, readFile, realpath } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ASSET_FOLDER } from '#shared/content-allow-list.ts'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { compareUnits } from '#shared/compare-units.ts'
import type { EditedNote, NoteAction, NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { createDerivedFile, createFile, errorCode, readRegularFile, replaceFile } from './atomic-file.ts'
import type { ExportWords } from './export-words.ts'
import {
  DATABASE_ERROR,
  exportsFolder,
  ExportState,
  type LastExport,
  type Stamp,
  stateFailure,
} from './export-state.ts'
import { collisionKey, notePaths } from './file-names.ts'
import { type FolderScan, scanFolder, stampNow, stampOf } from './folder-scan.ts'
import { isExportOf } from './intended-notes.ts'
import { lineDiff } from './line-diff.ts'
import { simakIdOf, splitFrontMatter } from './merge-front-matter.ts'
import { isSameNote, mergeNote, type RenderedNote } from './merge-note.ts'
import type { MarkdownOptions } from './note-view.ts'
import { templateOf } from './presets.ts'
import type { RenderedArticle } from './rendered-article.ts'

/** Raised when the same articles would be written otherwise: the next export then looks at every file. */
const RENDERER = 2
/** A person may be writing in the very file that is merged. */
const TRIES = 5
const WAIT_MS = 100

interface OpenedFolder {
  state: ExportState
  scan: FolderScan
  made: readonly string[]
}

/** What is to be done for one article. */
interface Plan {
  change: NoteChange
  /** Text to write; null where nothing is. */
  markdown: string | null
  /** The file as it was read; null for a new one. */
  found: (Stamp & { text: string }) | null
  note: RenderedNote
}

/** An article before it is read. */
export type SkimmedArticle = Pick<RenderedArticle, 'id' | 'title' | 'revision'>

export type FolderExportOptions = MarkdownOptions & {
  /** Makes also the notes anew whose files the person has deleted. */
  again?: boolean
}

/** The order in which articles are exported, so that the same articles get the same names every time. */
export function inExportOrder(summaries: readonly ArticleSummary[]): ArticleSummary[] {
  return summaries.toSorted((a, b) => compareUnits(a.saved, b.saved) || compareUnits(a.id, b.id))
}

/**
 * An export into a folder that may hold a person's own files. Each article's note is found by the id in its front
 * matter, merged (mergeNote) and replaced at once; no other file is ever written, and nothing outside the folder.
 */
export class FolderExport {
  private readonly root: string
  private readonly state: ExportState
  private readonly scan: FolderScan
  private readonly words: ExportWords
  private readonly revisionKey: string
  /** A file that is missing was deleted by hand; where no note stands at all, the folder is a new one. */
  private readonly keepsDeleted: boolean
  /** The folders that were made for this export, from the inmost out. */
  private readonly made: readonly string[]
  private written = 0

  private constructor(root: string, parts: OpenedFolder, options: FolderExportOptions) {
    this.root = root
    this.made = parts.made
    this.state = parts.state
    this.scan = parts.scan
    this.words = options.words
    const key = JSON.stringify([RENDERER, options.note, options.words, templateOf(options.note)])
    this.revisionKey = hash('sha256', key, 'base64')
    this.keepsDeleted = options.again !== true && parts.scan.notes.size > 0
  }

  /** Makes the folder if need be. The caller closes what this opens. */
  static async open(
    folder: string,
    appData: string,
    options: FolderExportOptions,
  ): Promise<Result<FolderExport, Failure>> {
    try {
      return await exporting(folder, () => FolderExport.at(folder, appData, options))
    } catch (error) {
      const failure = stateFailure(error, exportsFolder(appData))
      if (failure === null) throw error
      return fail(failure)
    }
  }

  private static async at(folder: string, appData: string, options: FolderExportOptions): Promise<FolderExport> {
    const made = missingFolders(folder)
    await mkdir(folder, { recursive: true })
    const root = await realpath(folder)
    const state = ExportState.open(appData, root)
    try {
      const scan = await scanFolder(root, state)
      await rememberIntended(root, state, scan)
      return new FolderExport(root, { state, scan, made }, options)
    } catch (error) {
      state.abandon(error)
      throw error
    }
  }

  /** What is to be told where what was exported can no longer be remembered, which ends the export; else null. */
  endedBy(error: unknown): Failure | null {
    return this.state.endedBy(error)
  }

  /** What is to be told of articles that need not be read: nothing has changed, or the file was deleted; else null. */
  skim({ id, title, revision }: SkimmedArticle, isPreview: boolean): NoteChange | null {
    const last = this.state.lastStamp(id)
    if (last === null) return null
    const found = this.scan.notes.get(id)
    if (found === undefined) return this.isDeleted(last) ? changeOf({ id, title }, last.path, 'deleted') : null
    if (revision === '' || last.revision !== this.revisionKey + revision || !isWhereItWas(last, found)) return null
    return isPreview && last.edited ? null : changeOf({ id, title }, found.path, 'untouched')
  }

  /** Notes down what is about to be written, should the export be cut short. */
  intend(packed: Uint8Array): void {
    this.state.intended.add(packed)
  }

  /** What `write` would do now. */
  async preview(article: RenderedArticle): Promise<Result<NoteChange, Failure>> {
    const plan = await this.plan(article, false)
    return plan.ok ? ok(plan.value.change) : plan
  }

  /** Brings one article's note up to date. */
  async write(article: RenderedArticle): Promise<Result<NoteChange, Failure>> {
    for (let i = 0; i < TRIES; i++) {
      const plan = await this.plan(article, true)
      if (!plan.ok) return plan
      const done = await exporting(join(this.root, plan.value.change.path), () => this.carryOut(article, plan.value))
      if (!done.ok) return done
      if (done.value) return ok(plan.value.change)
    }
    return fail({ code: 'export-failed', path: article.title, reason: 'EBUSY' })
  }

  /** Keeps what is remembered of the export; a folder that was made for nothing goes again. */
  close(): void {
    this.state.close()
    if (this.written === 0) removeEmpty(this.made)
  }

  private async plan(article: RenderedArticle, skipEdited: boolean): Promise<Result<Plan, Failure>> {
    const { id, note } = article
    const last = this.state.last(id)
    const found = this.scan.notes.get(id)
    const isKnown =
      last !== null && found !== undefined && isWhereItWas(last, found) && isSameNote(last.note.markdown, note.markdown)
    if (isKnown && (skipEdited || !last.edited)) {
      return ok({ change: changeOf(article, found.path, 'untouched'), markdown: null, found: null, note: last.note })
    }
    if (last !== null && found === undefined && this.isDeleted(last)) {
      return ok({ change: changeOf(article, last.path, 'deleted'), markdown: null, found: null, note: last.note })
    }
    if (found === undefined) return await this.planMissing(article, last)
    const file = await exporting(join(this.root, found.path), () => this.readNote(id, found.path))
    if (!file.ok) return file
    if (file.value === null) {
      this.scan.notes.delete(id)
      return ok(this.planNew(article))
    }
    return ok(this.planMerge(article, file.value, last, found.path))
  }

  /** The note as it is now; null where it is no more this article's. Editors may empty a file for a moment. */
  private async readNote(id: string, path: string): Promise<(Stamp & { text: string }) | null> {
    for (let i = 0; i < TRIES; i++) {
      const stamp = await stampOf(join(this.root, path))
      const text = await readRegularFile(join(this.root, path))
      if (stamp === null || text === null) return null
      if (simakIdOf(splitFrontMatter(text).head) === id) return { ...stamp, text }
      if (text.trim() !== '') return null
      await setTimeout(WAIT_MS)
    }
    return null
  }

  /** A file that a power cut has left empty is filled again, once it is sure that no editor is about to. */
  private async planMissing(article: RenderedArticle, last: LastExport | null): Promise<Result<Plan, Failure>> {
    const { id, note } = article
    if (last === null || stampNow(join(this.root, last.path))?.size !== 0) return ok(this.planNew(article))
    const { path } = last
    const file = await exporting(join(this.root, path), () => this.readNote(id, path))
    if (!file.ok) return file
    if (file.value !== null) return ok(this.planMerge(article, file.value, last, path))
    const stamp = stampNow(join(this.root, path))
    if (stamp?.size !== 0) return ok(this.planNew(article))
    const change = changeOf(article, path, 'new')
    return ok({ change, markdown: note.markdown, found: { ...stamp, text: '' }, note })
  }

  private isDeleted({ path }: Pick<LastExport, 'path'>): boolean {
    return this.keepsDeleted && stampNow(join(this.root, path))?.size !== 0
  }

  private planNew(article: RenderedArticle): Plan {
    const { name, note } = article
    for (const path of newNotePaths(name, this.words)) {
      const key = collisionKey(path)
      if (this.scan.taken.has(key)) continue
      this.scan.taken.add(key)
      return { change: changeOf(article, path, 'new'), markdown: note.markdown, found: null, note }
    }
    throw new Error('Out of numbers for a file name')
  }

  private planMerge(
    article: RenderedArticle,
    found: Stamp & { text: string },
    last: LastExport | null,
    path: string,
  ): Plan {
    const { note } = article
    const merged = mergeNote(last?.note ?? null, found.text, note, this.words)
    const isSame = isSameNote(merged.markdown, found.text)
    const action: NoteAction = isSame ? 'untouched' : merged.conflicts.length > 0 ? 'conflict' : 'changed'
    const edits = merged.edits.flatMap(({ id, text, conflict }): EditedNote[] => {
      const annotation = article.annotations[id]
      return annotation === undefined ? [] : [{ annotation, text, conflict }]
    })
    const diff = isSame ? [] : lineDiff(found.text, merged.markdown)
    const change = { ...changeOf(article, path, action), diff, edits }
    return { change, markdown: isSame ? null : merged.markdown, found, note }
  }

  /** @returns false if the file changed since the plan was made */
  private async carryOut(article: RenderedArticle, plan: Plan): Promise<boolean> {
    const { id } = article
    const { path } = plan.change
    const target = join(this.root, path)
    if (plan.markdown !== null) await this.bringImages(article, dirname(target))
    if (plan.markdown !== null && plan.found === null) {
      await this.makeFolder(dirname(target))
      if (!createDerivedFile(target, plan.markdown)) return false
    } else if (plan.markdown !== null) {
      await this.makeFolder(dirname(target))
      const { found } = plan
      const isSame = async (): Promise<boolean> => (await readRegularFile(target)) === found?.text
      if (!(await replaceFile(target, plan.markdown, isSame))) return false
    } else if (plan.found === null) {
      if (plan.change.action === 'untouched') this.rememberRevision(article)
      return true
    }
    const stamp = stampNow(target)
    if (stamp === null) return false
    this.scan.notes.set(id, { path, ...stamp })
    const edited = (plan.markdown ?? plan.found?.text) !== plan.note.markdown
    const revision = this.revisionOf(article)
    this.state.set(id, { path, ...stamp, revision, note: plan.note, edited })
    this.written++
    this.state.keepSometimes()
    return true
  }

  /** The images that a note shows, beside it and before it; those that are there already are the same by their names. */
  private async bringImages({ images }: RenderedArticle, folder: string): Promise<void> {
    const shown = Object.entries(images)
    if (shown.length === 0) return
    const target = join(folder, ASSET_FOLDER)
    await this.makeFolder(target)
    for (const [name, source] of shown) {
      if (stampNow(join(target, name)) === null) await createFile(join(target, name), await readFile(source))
    }
  }

  private rememberRevision(article: RenderedArticle): void {
    const revision = this.revisionOf(article)
    if (revision !== '') this.state.setRevision(article.id, revision)
  }

  private revisionOf({ revision }: RenderedArticle): string {
    return revision === '' ? '' : this.revisionKey + revision
  }

  /** Makes folder by folder: a symbolic link on the way is refused, and nothing is made behind it. */
  private async makeFolder(folder: string): Promise<void> {
    let at = this.root
    for (const part of relative(this.root, folder)
      .split(sep)
      .filter((name) => name !== '')) {
      at = join(at, part)
      await mkdir(at).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error
      })
      const stats = await lstat(at)
      if (!stats.isDirectory()) throw Object.assign(new Error('Not a folder of its own'), { code: 'ELOOP' })
    }
  }
}

/** Remembers what an export that was cut short has written. */
async function rememberIntended(root: string, state: ExportState, { notes }: FolderScan): Promise<void> {
  const intended = state.intended.read()
  for (const { id, note } of intended) {
    const found = notes.get(id)
    const text = found === undefined ? null : await readRegularFile(join(root, found.path))
    if (found === undefined || text === null || !isExportOf(text, note.markdown)) continue
    state.set(id, { ...found, revision: '', note, edited: text !== note.markdown })
  }
  if (intended.length > 0) state.keepNow()
}

/** The folder and those on the way to it that are not there yet, from the inmost out. */
function missingFolders(folder: string): string[] {
  const missing: string[] = []
  for (let at = resolve(folder); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at)
  return missing
}

/** Leaves what holds something. */
function removeEmpty(folders: readonly string[]): void {
  try {
    for (const folder of folders) rmdirSync(folder)
  } catch (error) {
    if (errorCode(error) === null) throw error
  }
}

/** Where a note would go, best first, from what the template of file names made. */
export function newNotePaths(name: string, { untitled }: Pick<ExportWords, 'untitled'>): Generator<string, never> {
  return notePaths(name.replace(/\s+/g, ' '), untitled)
}

function isWhereItWas(last: Stamp & { path: string }, found: Stamp & { path: string }): boolean {
  return last.path === found.path && last.size === found.size && last.mtime === found.mtime
}

function changeOf({ id, title }: { id: ArticleId; title: string }, path: string, action: NoteAction): NoteChange {
  return { id, title, path, action, diff: [], edits: [] }
}

/** Turns the file system's errors into the failure the reader is told about; other errors are no file's and go on. */
export async function exporting<Value>(path: string, work: () => Promise<Value>): Promise<Result<Value, Failure>> {
  try {
    return ok(await work())
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null || reason === DATABASE_ERROR) throw error
    return fail({ code: 'export-failed', path, reason })
  }
}
