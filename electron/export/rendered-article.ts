import { isPageNote } from '#shared/annotation.ts'
import type { ArticleId } from '#shared/article.ts'
import { ASSET_FOLDER } from '#shared/content-allow-list.ts'
import type { NoteOptions } from '#shared/export-options.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { renderNote, sharedEngine } from './article-markdown.ts'
import type { ExportedArticle } from './exported-article.ts'
import type { RenderedNote } from './merge-note.ts'
import { blockId, type MarkdownOptions, noteView, type NoteView } from './note-view.ts'
import { fileNameTemplateOf, templateOf } from './presets.ts'
import { renderTemplate, type TemplateProblem, templateProblem } from './template-engine.ts'

/** What a folder needs to know of an article to bring its note up to date: values only, made in any thread. */
export interface RenderedArticle {
  id: ArticleId
  title: string
  /** What the template of file names made; not yet safe. */
  name: string
  note: RenderedNote
  /** Annotations by the block ids of their notes. */
  annotations: Readonly<Record<string, string>>
  /** Real paths of the images that the note shows, by the names they have in it. */
  images: Readonly<Record<string, string>>
  /** Changes whenever anything of the article does; '' where that is not known. */
  revision: string
}

export function renderForFolder(article: ExportedArticle, options: MarkdownOptions): Result<RenderedArticle, Failure> {
  const view = noteView(article, options)
  const note = renderNote(view, options)
  if (!note.ok) return fail(templateFailure(note.failure))
  const name = renderTemplate(sharedEngine(), fileNameTemplateOf(options.note), pathView(view))
  if (!name.ok) return fail(templateFailure(name.failure))
  const { id, title } = article.summary
  const { markdown } = note.value
  const images = Object.entries(article.images ?? {}).filter(([file]) => markdown.includes(`](${ASSET_FOLDER}${file})`))
  const annotations = article.annotations.map((one) => [blockId(isPageNote(one) ? 'note' : 'hl', one), one.id] as const)
  return ok({
    id,
    title,
    name: name.value,
    note: note.value,
    annotations: Object.fromEntries(annotations),
    images: Object.fromEntries(images),
    revision: article.revision ?? '',
  })
}

/** What would fail for every article alike: told once, before anything is read. */
export function templateFailureOf(note: NoteOptions): Failure | null {
  for (const source of [templateOf(note), fileNameTemplateOf(note)]) {
    const problem = templateProblem(sharedEngine(), source)
    if (problem !== null) return templateFailure(problem)
  }
  return null
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
