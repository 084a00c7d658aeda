import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { ArticleId, ImportedArticle } from '#shared/article.ts'
import type { ImportSummary } from '#shared/import-summary.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import type { Library } from './library/library.ts'
import { annotationSchema, factsSchema, readingPositionSchema } from './library/schemas.ts'

/**
 * The whole library as one JSON file: `{ "format": "simak-library", "version": 1, "articles": [...] }`. Each article is
 * what the library keeps of it: the original's bytes (base64) and extension, the content made of them, what the importer
 * found, how it came in, the lines that were put back with the content they make, annotations, reading position.
 */
export const JSON_FRAME = {
  before: '{"format":"simak-library","version":1,"articles":[\n',
  between: ',\n',
  after: '\n]}\n',
}

const articleSchema = z.object({
  id: z.string(),
  file: z.string(),
  starter: z.boolean(),
  saved: z.iso.datetime(),
  extension: z.string(),
  original: z.base64(),
  content: z.string(),
  facts: factsSchema,
  restored: z.array(z.string()),
  shown: z.string().nullable(),
  annotations: z.array(annotationSchema),
  position: readingPositionSchema.nullable(),
})
type ArticleJson = z.infer<typeof articleSchema>

const fileSchema = z.object({
  format: z.literal('simak-library'),
  version: z.literal(1),
  articles: z.array(z.unknown()),
})

/** One article of the file, on one line. */
export async function articleJson(library: Library, id: ArticleId): Promise<Result<string, Failure>> {
  const stored = await library.open(id)
  const path = library.originalPath(id)
  if (!stored.ok) return stored
  if (path === null) return fail({ code: 'article-missing', id })
  const { summary, baseHtml, html, removals, restored, annotations, position } = stored.value
  const { title, byline, site, url, published, language, words, file, starter, saved } = summary
  const article: ArticleJson = {
    id,
    file,
    starter,
    saved,
    extension: path.replace(/^.*\./, ''),
    original: (await readFile(path)).toString('base64'),
    content: baseHtml,
    facts: { importer: 'simak-library', metadata: { title, byline, site, url, published, language }, removals, words },
    restored,
    shown: restored.length === 0 ? null : html,
    annotations,
    position,
  }
  return ok(JSON.stringify(article))
}

/** Takes a file of articleJson parts back in; articles that are there keep what they have and get what they lack. */
export async function importLibraryJson(
  library: Library,
  name: string,
  text: string,
): Promise<Pick<ImportSummary, 'imported' | 'already' | 'failed'>> {
  const summary: Pick<ImportSummary, 'imported' | 'already' | 'failed'> = { imported: [], already: [], failed: [] }
  const parsed = fileSchema.safeParse(jsonOf(text))
  if (!parsed.success) {
    summary.failed.push({ name, failure: { code: 'file-without-article', name } })
    return summary
  }
  for (const one of parsed.data.articles) {
    const article = articleSchema.safeParse(one)
    const added = article.success ? await addArticle(library, article.data) : null
    if (added === null) summary.failed.push({ name, failure: { code: 'import-failed', name, reason: 'format' } })
    else if (!added.ok) summary.failed.push({ name, failure: added.failure })
    else summary[added.value.already ? 'already' : 'imported'].push({ ...added.value, name })
  }
  return summary
}

async function addArticle(library: Library, article: ArticleJson) {
  const { original, extension, content, facts, file, starter, saved } = article
  const imported: ImportedArticle = { original: Buffer.from(original, 'base64'), extension, content, facts }
  const added = await library.add(imported, { file, starter, saved })
  if (!added.ok) return added
  const { id } = added.value
  const known = await library.open(id)
  if (!known.ok) return known
  const ids = new Set(known.value.annotations.map((annotation) => annotation.id))
  if (article.shown !== null && known.value.restored.length === 0) {
    const kept = await library.restoreLines(id, article.restored, article.shown)
    if (!kept.ok) return kept
  }
  for (const annotation of article.annotations) {
    if (ids.has(annotation.id)) continue
    const saved = await library.saveAnnotation({ ...annotation, target: { ...annotation.target, source: id } })
    if (!saved.ok) return saved
  }
  if (article.position !== null && known.value.position === null) {
    const kept = await library.keepPosition(id, article.position)
    if (!kept.ok) return kept
  }
  return added
}

/** Null for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
