import { createHash, hash } from 'node:crypto'
import { lstat, mkdir, readFile, realpath } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ASSET_FOLDER } from '#shared/content-allow-list.ts'
import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import type { EditedNote, NoteAction, NoteChange } from '#shared/export-report.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { renderNote, sharedEngine } from './article-markdown.ts'
import { createDerivedFile, createFile, errorCode, readRegularFile, replaceFile } from './atomic-file.ts'
import { ExportState, type LastExport, type Stamp } from './export-state.ts'
import { compareUnits, type ExportedArticle } from './exported-article.ts'
import { collisionKey, notePaths } from './file-names.ts'
import { type FolderScan, scanFolder, stampNow, stampOf } from './folder-scan.ts'
import { lineDiff } from './line-diff.ts'
import { simakIdOf, splitFrontMatter } from './merge-front-matter.ts'
import { isSameNote, mergeNote, type RenderedNote } from './merge-note.ts'
import { type MarkdownOptions, noteView, type NoteView } from './note-view.ts'
import { fileNameTemplateOf, templateOf } from './presets.ts'
import { renderTemplate, type TemplateProblem } from './template-engine.ts'

/** Raised when the same articles would be written otherwise: the next export then looks at every file. */
const RENDERER = 1
/** A person may be writing in the very file that is merged. */
const TRIES = 5
const WAIT_MS = 100
/** Notes after which what is remembered is kept, should the export be cut short. */
const CHECKPOINT = 200

/** What is to be done for one article. */
interface Plan {
  change: NoteChange
  /** Text to write; null where nothing is. */
  markdown: string | null
  /** The file as it was read; null for a new one. */
  found: (Stamp & { text: string }) | null
  note: RenderedNote
  fingerprint: string
}

/** An article before it is read. */
export interface Candidate {
  id: ArticleId
  title: string
  /** Changes whenever anything of the article does; '' where that is not known. */
  revision: string
}

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
  private readonly options: MarkdownOptions
  private readonly optionsKey: string
  private readonly revisionKey: string
  /** A file that is missing was deleted by hand; where no note stands at all, the folder is a new one. */
  private readonly keepsDeleted: boolean
  private written = 0

  private constructor(root: string, parts: { state: ExportState; scan: FolderScan }, options: FolderExportOptions) {
    this.root = root
    this.state = parts.state
    this.scan = parts.scan
    this.options = options
    this.optionsKey = JSON.stringify([RENDERER, options.note, options.words, templateOf(options.note)])
    this.revisionKey = hash('sha256', this.optionsKey, 'base64')
    this.keepsDeleted = options.again !== true && parts.scan.notes.size > 0
  }

  /** Makes the folder if need be. The caller closes what this opens. */
  static async open(
    folder: string,
    appData: string,
    options: FolderExportOptions,
  ): Promise<Result<FolderExport, Failure>> {
    return exporting(folder, async () => {
      await mkdir(folder, { recursive: true })
      const root = await realpath(folder)
      const state = ExportState.open(appData, root)
      state.begin()
      return new FolderExport(root, { state, scan: await scanFolder(root, state) }, options)
    })
  }

  /** What is to be told of articles that need not be read: nothing has changed, or the file was deleted; else null. */
  skim({ id, title, revision }: Candidate, isPreview: boolean): NoteChange | null {
    const last = this.state.lastStamp(id)
    if (last === null) return null
    const found = this.scan.notes.get(id)
    if (found === undefined) return this.isDeleted(last) ? changeOf({ id, title }, last.path, 'deleted') : null
    if (revision === '' || last.revision !== this.revisionKey + revision || !isWhereItWas(last, found)) return null
    return isPreview && last.edited ? null : changeOf({ id, title }, found.path, 'untouched')
  }

  /** What `write` would do now. */
  async preview(article: ExportedArticle): Promise<Result<NoteChange, Failure>> {
    const plan = await this.plan(article, false)
    return plan.ok ? ok(plan.value.change) : plan
  }

  /** Brings one article's note up to date. */
  async write(article: ExportedArticle): Promise<Result<NoteChange, Failure>> {
    for (let i = 0; i < TRIES; i++) {
      const plan = await this.plan(article, true)
      if (!plan.ok) return plan
      const done = await exporting(join(this.root, plan.value.change.path), () => this.carryOut(article, plan.value))
      if (!done.ok) return done
      if (done.value) return ok(plan.value.change)
    }
    return fail({ code: 'export-failed', path: article.summary.title, reason: 'EBUSY' })
  }

  /** Keeps what is remembered of the export. */
  close(): void {
    this.state.commit()
    this.state.close()
  }

  private async plan(article: ExportedArticle, skipEdited: boolean): Promise<Result<Plan, Failure>> {
    const { id } = article.summary
    const last = this.state.last(id)
    const found = this.scan.notes.get(id)
    const fingerprint = this.fingerprintOf(article)
    const isKnown =
      last !== null && found !== undefined && last.fingerprint === fingerprint && isWhereItWas(last, found)
    if (isKnown && (skipEdited || !last.edited)) {
      const change = changeOf(article.summary, found.path, 'untouched')
      return ok({ change, markdown: null, found: null, note: last.note, fingerprint })
    }
    if (last !== null && found === undefined && this.isDeleted(last)) {
      const change = changeOf(article.summary, last.path, 'deleted')
      return ok({ change, markdown: null, found: null, note: last.note, fingerprint })
    }
    const view = noteView(article, this.options)
    const rendered = renderNote(view, this.options)
    if (!rendered.ok) return fail(templateFailure(rendered.failure))
    if (found === undefined) return await this.planMissing(article, view, rendered.value, { last, fingerprint })
    const file = await exporting(join(this.root, found.path), () => this.readNote(id, found.path))
    if (!file.ok) return file
    if (file.value === null) {
      this.scan.notes.delete(id)
      return this.planNew(article, view, rendered.value, fingerprint)
    }
    return ok(this.planMerge(article, file.value, { last, note: rendered.value, fingerprint, path: found.path }))
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
  private async planMissing(
    article: ExportedArticle,
    view: NoteView,
    note: RenderedNote,
    { last, fingerprint }: { last: LastExport | null; fingerprint: string },
  ): Promise<Result<Plan, Failure>> {
    const { id } = article.summary
    if (last === null || stampNow(join(this.root, last.path))?.size !== 0) {
      return this.planNew(article, view, note, fingerprint)
    }
    const { path } = last
    const file = await exporting(join(this.root, path), () => this.readNote(id, path))
    if (!file.ok) return file
    if (file.value !== null) return ok(this.planMerge(article, file.value, { last, note, fingerprint, path }))
    const stamp = stampNow(join(this.root, path))
    if (stamp?.size !== 0) return this.planNew(article, view, note, fingerprint)
    const change = changeOf(article.summary, path, 'new')
    return ok({ change, markdown: note.markdown, found: { ...stamp, text: '' }, note, fingerprint })
  }

  private isDeleted({ path }: Pick<LastExport, 'path'>): boolean {
    return this.keepsDeleted && stampNow(join(this.root, path))?.size !== 0
  }

  private planNew(
    article: ExportedArticle,
    view: NoteView,
    note: RenderedNote,
    fingerprint: string,
  ): Result<Plan, Failure> {
    const name = renderTemplate(sharedEngine(), fileNameTemplateOf(this.options.note), pathView(view))
    if (!name.ok) return fail(templateFailure(name.failure))
    for (const path of notePaths(name.value.replace(/\s+/g, ' '), this.options.words.untitled)) {
      if (this.scan.taken.has(collisionKey(path))) continue
      this.scan.taken.add(collisionKey(path))
      return ok({
        change: changeOf(article.summary, path, 'new'),
        markdown: note.markdown,
        found: null,
        note,
        fingerprint,
      })
    }
    throw new Error('Out of numbers for a file name')
  }

  private planMerge(
    article: ExportedArticle,
    found: Stamp & { text: string },
    {
      last,
      note,
      fingerprint,
      path,
    }: { last: LastExport | null; note: RenderedNote; fingerprint: string; path: string },
  ): Plan {
    const merged = mergeNote(last?.note ?? null, found.text, note, this.options.words)
    const isSame = isSameNote(merged.markdown, found.text)
    const action: NoteAction = isSame ? 'untouched' : merged.conflicts.length > 0 ? 'conflict' : 'changed'
    const edits = merged.edits.flatMap(({ id, text, conflict }): EditedNote[] => {
      const annotation = annotationOf(article, id)
      return annotation === null ? [] : [{ annotation, text, conflict }]
    })
    const change = {
      ...changeOf(article.summary, path, action),
      diff: isSame ? [] : lineDiff(found.text, merged.markdown),
      edits,
    }
    return { change, markdown: isSame ? null : merged.markdown, found, note, fingerprint }
  }

  /** @returns false if the file changed since the plan was made */
  private async carryOut(article: ExportedArticle, plan: Plan): Promise<boolean> {
    const { id } = article.summary
    const { path } = plan.change
    const target = join(this.root, path)
    if (plan.markdown !== null) await this.bringImages(article, dirname(target), plan.markdown)
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
    this.state.set(id, { path, ...stamp, fingerprint: plan.fingerprint, revision, note: plan.note, edited })
    this.written++
    if (this.written % CHECKPOINT === 0) this.state.checkpoint()
    return true
  }

  /** The images that a note shows, beside it and before it; those that are there already are the same by their names. */
  private async bringImages({ images = {} }: ExportedArticle, folder: string, markdown: string): Promise<void> {
    const shown = Object.entries(images).filter(([name]) => markdown.includes(`](${ASSET_FOLDER}${name})`))
    if (shown.length === 0) return
    const target = join(folder, ASSET_FOLDER)
    await this.makeFolder(target)
    for (const [name, source] of shown) {
      if (stampNow(join(target, name)) === null) await createFile(join(target, name), await readFile(source))
    }
  }

  private rememberRevision(article: ExportedArticle): void {
    const revision = this.revisionOf(article)
    if (revision !== '') this.state.setRevision(article.summary.id, revision)
  }

  private revisionOf({ revision = '' }: ExportedArticle): string {
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

  private fingerprintOf({ summary, html, annotations, status, resolutions, version }: ExportedArticle): string {
    const { highlights: _h, notes: _n, ...facts } = summary
    const hash = createHash('sha256')
      .update(this.optionsKey)
      .update(JSON.stringify([facts, annotations, status ?? null, resolutions ?? [], version ?? '']))
    return hash.update(html).digest('base64')
  }
}

function isWhereItWas(last: Stamp & { path: string }, found: Stamp & { path: string }): boolean {
  return last.path === found.path && last.size === found.size && last.mtime === found.mtime
}

function changeOf({ id, title }: { id: ArticleId; title: string }, path: string, action: NoteAction): NoteChange {
  return { id, title, path, action, diff: [], edits: [] }
}

function annotationOf(article: ExportedArticle, block: string): string | null {
  const name = block.replace(/^(?:hl|note)-/, '')
  return article.annotations.find(({ id }) => id === name)?.id ?? null
}

/** In a file name a '/' of the title is no folder; one of the template is. */
function pathView(view: NoteView): object {
  const flat = (value: string): string => value.replace(/[/\\]/g, '-')
  return {
    id: view.id,
    title: flat(view.title_text),
    author: flat(view.author.join(', ')),
    first_author: flat(view.author[0] ?? ''),
    site: flat(hostless(view)),
    year: view.year,
    published: flat(view.published.slice(0, 10)),
    saved: view.saved.slice(0, 10),
    language: view.language,
    status: view.status,
    citation_key: view.citation_key,
  }
}

function hostless(view: NoteView): string {
  return view.site_text === '' ? '' : view.site_text.replace(/\\(?=[!-/:-@[-`{-~])/g, '')
}

function templateFailure({ line, message }: TemplateProblem): Failure {
  return { code: 'template-failed', line, reason: message }
}

/** Turns the file system's errors into the failure the reader is told about; other errors are ours and go on. */
export async function exporting<Value>(path: string, work: () => Promise<Value>): Promise<Result<Value, Failure>> {
  try {
    return ok(await work())
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'export-failed', path, reason })
  }
}
