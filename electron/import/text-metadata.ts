import type { ArticleMetadata, MoreMetadata } from '#shared/article.ts'
import { findDate, isDateLine } from './dates.ts'
import type { Block } from './format-reader.ts'
import { DATELINE } from './text-title.ts'
import { countWords, isProse } from './wording.ts'

type Facts = Pick<ArticleMetadata, 'byline' | 'site' | 'published' | 'url'> & Pick<MoreMetadata, 'editors'>

/** Dates in the running text are taken from so many paragraphs: later ones belong to what is told. */
const DATED_PARAGRAPHS = 4

const WEEKDAY =
  "(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
/** "Selasa (5/9/2023)", "Selasa, 5 September 2023" */
const DATED_DAY = new RegExp(
  `\\b${WEEKDAY},?\\s*\\(?\\s*(\\d{1,2}(?:[/.-]\\d{1,2}[/.-]|\\s+\\p{L}+\\s+)(?:19|20)\\d{2})`,
  'iu',
)
const PERSON = "\\p{Lu}[\\p{L}.'’-]*(?:\\s+\\p{Lu}[\\p{L}.'’-]*){0,4}"
/** "(Puji Fauziah/PIKIRAN RAKYAT)" at the end of a paragraph. */
const SIGNED = new RegExp(`\\((${PERSON})\\s*/\\s*[\\p{L}\\d. -]{2,40}\\)\\s*[*.]*$`, 'u')
const BY = new RegExp(
  `^(?:[Oo]leh|[Bb]y|BY|OLEH|[Pp]enulis|PENULIS|[Rr]eporter|[Pp]ewarta|[Ww]artawan|[Aa]uthor|[Ww]ritten by|[Dd]itulis oleh|[Pp]osted by)\\s*:?\\s+(${PERSON})(?:\\s*[-–|,].*)?$`,
  'u',
)
/** "Laporan Wartawan Kabar.com, Sari Wulandari" */
const REPORTED = new RegExp(`^Laporan (?:Wartawan|Reporter|Kontributor|Jurnalis)\\s[^,]{3,40},\\s+(${PERSON})$`, 'u')
/** "Editor: Sari Wulandari" */
const EDITED = new RegExp(
  `^(?:[Ee]ditor|EDITOR|[Rr]edaktur|REDAKTUR|[Pp]enyunting|PENYUNTING|[Ee]dited by)\\s*:?\\s+(${PERSON}(?:\\s*(?:,|&|dan|and)\\s*${PERSON})*)$`,
  'u',
)
const DOMAIN = /(?:[\p{L}\d-]+\.)+(?:com|id|net|org|tv|co\.id|go\.id|news|info)\b/iu
const SOURCE_LINE = /^(?:sumber|source)\s*[:：]\s*(.+)$/i
const PUBLISHED_IN =
  /\b(?:telah |sudah |pernah )?(?:tayang|terbit|dimuat|diterbitkan|published|appeared)\b.{0,40}?\b(?:di|pada|on|in|at)\s+((?:[\p{L}\d-]+\.)+[a-z]{2,})/iu
const OUTLET_WORD =
  /\b(?:kabar|news|tv|post|times|media|pos|suara|harian|tribun|berita|info|radar|kompas|tempo|antara|republika|liputan6|detik|okezone|viva|sindo|merdeka)\b/i
const LABELLED_URL = /^(?:url|link|tautan|sumber|source|alamat)\s*:\s*(https?:\/\/\S+)$/i

/** What plain text says of itself beside its title; null where it is not sure. */
export function textMetadata(blocks: readonly Block[], language: string | null): Facts {
  return {
    byline: findByline(blocks),
    editors: findEditors(blocks),
    site: findSite(blocks),
    published: findPublished(blocks, language),
    url: findUrl(blocks),
  }
}

function findPublished(blocks: readonly Block[], language: string | null): string | null {
  const options = { dayFirst: language === 'en' ? null : true }
  const firstProse = blocks.findIndex((block) => isProse(block.text) && block.removed === null)
  const head = blocks.slice(0, firstProse === -1 ? 6 : firstProse)
  const dateLine =
    head.find((block) => isDateLine(block.text)) ??
    head.find((block) => block.removed === 'credit' && countWords(block.text) < 20)
  const stated = dateLine === undefined ? null : findDate(dateLine.text, options)
  if (stated !== null) return stated
  const paragraphs = blocks.filter((block) => block.removed === null && isProse(block.text)).slice(0, DATED_PARAGRAPHS)
  for (const { text } of paragraphs) {
    const day = DATED_DAY.exec(text)?.[1]
    const date = day === undefined ? null : findDate(day, options)
    if (date !== null) return date
  }
  return null
}

function findByline(blocks: readonly Block[]): string[] {
  for (const { text, removed } of blocks) {
    if (removed === 'comment' || removed === 'popular' || removed === 'related') continue
    const name = REPORTED.exec(text)?.[1] ?? BY.exec(text)?.[1] ?? (isProse(text) ? SIGNED.exec(text)?.[1] : undefined)
    if (name !== undefined && countWords(name) >= 2) return [name.trim()]
  }
  return []
}

function findEditors(blocks: readonly Block[]): string[] {
  for (const { text, removed } of blocks) {
    const names = removed === 'credit' ? EDITED.exec(text)?.[1] : undefined
    if (names !== undefined) return names.split(/\s*(?:,|&|\bdan\b|\band\b)\s*/).filter((name) => name !== '')
  }
  return []
}

function findSite(blocks: readonly Block[]): string | null {
  const lead = blocks.find((block) => block.removed === null && isProse(block.text))
  return siteOfDateline(lead?.text ?? '') ?? siteOfNotes(blocks)
}

/** A dateline names a place, an outlet or both; only what looks like an outlet is taken. */
function siteOfDateline(text: string): string | null {
  const dateline = DATELINE.exec(text)?.[1]?.trim() ?? /^(.{2,40}?),\s/.exec(text)?.[1] ?? ''
  const domain = DOMAIN.exec(dateline)?.[0]
  if (domain !== undefined) return domain
  const parts = dateline.split(',').map((part) => part.trim())
  const isOutlet = (part: string): boolean =>
    OUTLET_WORD.test(part) && part === part.toUpperCase() && !/[()]/.test(part)
  // Behind a place one word may be another place.
  return parts.find((part) => isOutlet(part) && (parts.length === 1 || countWords(part) > 1)) ?? null
}

function siteOfNotes(blocks: readonly Block[]): string | null {
  for (const { text } of blocks) {
    const source = SOURCE_LINE.exec(text)?.[1] ?? ''
    const domain =
      PUBLISHED_IN.exec(text)?.[1] ??
      (countWords(source) <= 4 && !/https?:/.test(source) ? DOMAIN.exec(source)?.[0] : undefined)
    if (domain !== undefined) return domain
  }
  return null
}

function findUrl(blocks: readonly Block[]): string | null {
  for (const { text } of blocks) {
    const url = LABELLED_URL.exec(text)?.[1]
    if (url !== undefined && URL.canParse(url)) return new URL(url).href
  }
  return null
}
