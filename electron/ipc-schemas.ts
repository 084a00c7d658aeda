import { z } from 'zod'
import { HIGHLIGHT_COLOURS, HIGHLIGHT_STYLES } from '#shared/annotation.ts'
import { FORMATS, PRESETS } from '#shared/export-options.ts'
import type { MetadataCorrections } from '#shared/article.ts'
import { TWIN_KINDS } from '#shared/lookalike.ts'
import type { Channel, Request } from '#shared/ipc-contract.ts'
import { GROUPINGS, ORDERS } from '#shared/notebook-rows.ts'
import type { Settings } from '#shared/settings.ts'
import { SHELF_FACTS } from '#shared/views.ts'
import { noteOptionsSchema, settingsSchema } from './storage/settings-store.ts'

const MOST_FILES = 10_000
const MOST_LISTED = 1000
const MOST_TEXT = 1_000_000

const nothing = z.null()
const articleId = z.string().regex(/^[a-z2-7]{26}$/)
const contentHash = z.string().regex(/^[0-9a-f]{64}$/)
const recordId = z.string().min(1).max(100)
const text = z.string().max(MOST_TEXT)
const offset = z.int().min(0)
const fingerprint = z.string().regex(/^[0-9a-f]{16}$/)
const time = z.iso.datetime()
const query = z.string().max(10_000)
const name = z.string().min(1).max(200)
const articleIds = z.array(articleId).max(100_000)

const selector = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('TextQuoteSelector'), exact: text, prefix: text, suffix: text }),
  z.strictObject({ type: z.literal('TextPositionSelector'), start: offset, end: offset }),
  z.strictObject({
    type: z.literal('SimakPlaceSelector'),
    text: fingerprint,
    block: offset,
    blockText: fingerprint,
    occurrence: offset,
    occurrences: offset,
  }),
])

const body = z.discriminatedUnion('purpose', [
  z.strictObject({
    type: z.literal('TextualBody'),
    purpose: z.literal('commenting'),
    format: z.literal('text/markdown'),
    value: text,
  }),
  z.strictObject({ type: z.literal('TextualBody'), purpose: z.literal('tagging'), value: z.string().min(1).max(200) }),
])

const annotation = z.strictObject({
  id: recordId,
  motivation: z.enum(['highlighting', 'commenting']),
  created: time,
  modified: time,
  colour: z.enum(HIGHLIGHT_COLOURS),
  style: z.enum(HIGHLIGHT_STYLES).optional(),
  body: z.array(body).max(1000),
  target: z.strictObject({ source: articleId, version: contentHash, selector: z.array(selector).max(10) }),
})

const resolution = z.strictObject({
  annotation: recordId,
  version: contentHash,
  resolved: time,
  selector: z.array(selector).min(1).max(10),
})

const settings: z.ZodType<Partial<Settings>> = z
  .strictObject(settingsSchema.shape)
  .partial()
  .transform(withoutUndefined)

/** A key given as undefined must not erase the setting it names. */
function withoutUndefined(part: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

const note = z.strictObject(noteOptionsSchema.shape)
const scope = z.array(articleId).max(1_000_000).nullable()
const fact = z.string().max(5000).nullable()
const corrections = z.strictObject({
  title: z.string().trim().min(1).max(2000),
  subtitle: fact,
  byline: z.array(z.string().trim().min(1).max(500)).max(100),
  site: fact,
  url: fact,
  published: fact,
  modified: fact,
  language: fact,
})

function withoutUndefinedFields(
  part: {
    [F in keyof MetadataCorrections]?: MetadataCorrections[F] | undefined
  },
): MetadataCorrections {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

const droppedFile = z.strictObject({
  name: z.string().min(1).max(1000),
  path: z.string().min(1).max(10_000).nullable().optional(),
  bytes: z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
})

/** What a request of each channel must look like at run time. */
export const REQUEST_SCHEMAS: { [C in Channel]: z.ZodType<Request<C>> } = {
  'app:start': nothing,
  'app:ready': nothing,
  'settings:change': settings,
  'library:list': z.strictObject({ from: offset }),
  'library:summaries': z.strictObject({ ids: z.array(articleId).max(MOST_LISTED) }),
  'library:choose-files': nothing,
  'library:import-files': z.array(droppedFile).max(MOST_FILES),
  'library:read-as': z.strictObject({ id: articleId, encoding: z.string().min(1).max(40) }),
  'article:encoding-doubt': z.strictObject({ id: articleId }),
  'library:keep-summary': z.strictObject({ text: z.string().max(100_000_000) }),
  'library:cancel-import': nothing,
  'library:remove': z.strictObject({ id: articleId }),
  'library:put-back': z.strictObject({ id: articleId }),
  'library:condition': nothing,
  'library:open-again': z.strictObject({ accept: z.boolean(), makeAnew: z.boolean() }),
  'library:show-holder': nothing,
  'library:trash': nothing,
  'library:empty-trash': nothing,
  'library:check': nothing,
  'library:move': nothing,
  'backup:list': nothing,
  'backup:make': nothing,
  'backup:preview': z.strictObject({ time: z.int() }),
  'backup:restore': z.strictObject({ time: z.int(), only: articleId.nullable() }),
  'backup:undo': nothing,
  'article:open': z.strictObject({ id: articleId, version: contentHash.optional() }),
  'article:keep-position': z.strictObject({
    id: articleId,
    position: z.strictObject({ version: contentHash, offset }),
  }),
  'article:restore-lines': z.strictObject({
    id: articleId,
    removals: z.array(recordId).max(100_000),
    version: contentHash.optional(),
  }),
  'article:missing-pictures': z.strictObject({ id: articleId, version: contentHash }),
  'article:fetch-pictures': z.strictObject({
    id: articleId,
    version: contentHash,
    hosts: z.array(z.string().min(1).max(300)).min(1).max(500),
  }),
  'library:import-address': z.strictObject({ url: z.string().min(1).max(5000) }),
  'fetch:cancel': nothing,
  'article:correct-metadata': z.strictObject({
    id: articleId,
    corrections: corrections.partial().transform(withoutUndefinedFields),
    asFound: z.array(corrections.keyof()).max(20),
  }),
  'version:join': z.array(z.strictObject({ from: articleId, into: articleId })).max(MOST_FILES),
  'version:separate': z.strictObject({ article: articleId, version: contentHash }),
  'version:mark': z
    .array(z.strictObject({ id: articleId, other: articleId, kind: z.enum(TWIN_KINDS) }))
    .max(MOST_FILES),
  'library:import-clipboard': nothing,
  'library:choose-folder': nothing,
  'annotation:save': annotation,
  'annotation:remove': z.strictObject({ article: articleId, id: recordId }),
  'annotation:history': z.strictObject({ article: articleId, id: recordId }),
  'annotation:resolve': z.strictObject({ article: articleId, resolution }),
  'annotation:unresolve': z.strictObject({ article: articleId, annotation: recordId, version: contentHash }),
  'annotation:export': z.strictObject({ article: articleId, ids: z.array(recordId).max(100_000) }),
  'export:choose-folder': nothing,
  'export:notes': z.strictObject({
    ids: scope,
    folder: z.string().min(1).max(10_000),
    note,
    preview: z.boolean(),
    again: z.boolean(),
  }),
  'export:files': z.strictObject({ ids: scope, format: z.enum(FORMATS).exclude(['markdown']), note }),
  'export:cancel': nothing,
  'export:render': z.strictObject({ id: articleId, note }),
  'export:template': z.strictObject({ preset: z.enum(PRESETS) }),
  'export:take-back': z.strictObject({ article: articleId, annotation: recordId, note: text }),
  'clipboard:copy-annotations': z.strictObject({ article: articleId, ids: z.array(recordId).max(100_000).nullable() }),
  'clipboard:copy-passage': z.strictObject({ article: articleId, text }),
  'search:query': z.strictObject({ query, limit: z.int().min(1).max(1000), offset, facets: z.boolean() }),
  'search:hits': z.strictObject({ query, ids: z.array(articleId).max(100) }),
  'search:counts': z.strictObject({ queries: z.array(query).max(1000) }),
  'search:complete': z.strictObject({ query }),
  'article:find-pattern': z.strictObject({
    text: z.string().max(50_000_000),
    pattern: z.string().max(1000),
    matchCase: z.boolean(),
  }),
  'notebook:read': z.strictObject({ query, limit: z.int().min(1).max(100_000) }),
  'notebook:export': z.strictObject({ query, grouping: z.enum(GROUPINGS), order: z.enum(ORDERS) }),
  'views:list': nothing,
  'views:put-collection': z.strictObject({ id: recordId, name }),
  'views:remove-collection': z.strictObject({ id: recordId }),
  'views:put-search': z.strictObject({ id: recordId, name, query }),
  'views:remove-search': z.strictObject({ id: recordId }),
  'shelf:set': z.strictObject({ ids: articleIds, fact: z.enum(SHELF_FACTS), on: z.boolean() }),
  'shelf:collect': z.strictObject({ ids: articleIds, collection: recordId, on: z.boolean() }),
  'link:open': z.strictObject({ url: z.string().max(10_000) }),
}
