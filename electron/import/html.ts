import { Readability } from '@mozilla/readability'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { prepareTree, tickBoxes } from './dom-prepare.ts'
import { decodeText } from './encoding.ts'
import { flatten, type PlacedBlock } from './flatten.ts'
import type { Draft, FormatReader } from './format-reader.ts'
import { cleanNames, pageFacts } from './html-metadata.ts'
import { describeFacts, type FoundFacts, firstFound, found } from './found-facts.ts'
import { siteOfTitle } from './html-title.ts'
import { visiblePeople } from './page-byline.ts'
import { polishBlocks } from './html-polish.ts'
import { ImageStore, type Pictures } from './image-store.ts'
import { detectLanguage } from './language.ts'
import { markPageLines, type PageLine, removeUnseen, withLeftOut } from './page-lines.ts'
import { parsePage } from './parse-page.ts'
import { textMetadata } from './text-metadata.ts'
import { deriveTitle } from './text-title.ts'
import { dateOfAddress, visibleChange, visibleDate } from './page-date.ts'
import { countWords } from './wording.ts'

export const htmlPage: FormatReader = {
  name: 'html',
  extensions: ['html', 'htm', 'xhtml'],
  read({ bytes, name, find, encoding }) {
    const decoded = decodeText(bytes, 'html', encoding)
    if (decoded === null) return fail({ code: 'file-not-text', name })
    return ok({ kind: 'page', html: decoded.text, url: null, find, doubt: decoded.doubt })
  },
}

/** Fewer words than this from the extraction are checked against the whole page. */
const FEW_WORDS = 25

/** A saved web page: its article, and everything else on it as left-out lines. */
export function draftOfPage(
  html: string,
  name: string,
  { url = null, images = new ImageStore() }: { url?: string | null; images?: ImageStore } = {},
): Result<Draft, Failure> {
  const document = parsePage(html)
  const facts = pageFacts(document)
  facts.url ??= found(url, 'header')
  facts.site ??= found(siteOfTitle(document, hostOf(facts.url?.value ?? null)), 'meta', 0.6)
  removeUnseen(document.body)
  tickBoxes(document.body)
  const lines = markPageLines(document.body)
  if (lines.length === 0) return fail({ code: 'file-empty', name })
  const extracted = extract(document)
  const blocks = extracted === null ? [] : contentBlocks(extracted.content, facts, images)
  const isEnough = wordsOfBlocks(blocks) >= FEW_WORDS
  const whole = isEnough ? [] : wholePage(html, facts, images)
  const placed = withLeadImage(isEnough || whole.length === 0 ? blocks : whole, facts, images)
  return ok({ ...draftOf(placed, lines, facts, extracted?.byline ?? null), ...images.all })
}

/** The picture that the page gives for itself, where the text has none and it came along. */
function withLeadImage(blocks: readonly PlacedBlock[], facts: FoundFacts, images: ImageStore): readonly PlacedBlock[] {
  const [first] = blocks
  const address = facts.image?.value ?? null
  if (first === undefined || address === null || blocks.some(({ html }) => /<img [^>]*src=/.test(html))) return blocks
  const image = images.keep([address])
  if (image === null) {
    if (!images.lacks) images.want([address])
    return blocks
  }
  const size = image.width === null || image.height === null ? '' : ` width="${image.width}" height="${image.height}"`
  const html = `<figure><img src="${image.src}" alt=""${size}></figure>`
  return [{ html, tag: 'figure', text: '', linkShare: 0, removed: null, order: first.order, marks: [] }, ...blocks]
}

/** Everything on the page. Parsed again, because the extraction has taken its document apart; that is rarely needed. */
function wholePage(html: string, facts: FoundFacts, images: ImageStore): PlacedBlock[] {
  const { body } = parsePage(html)
  removeUnseen(body)
  markPageLines(body)
  return contentBlocks(body, facts, images)
}

interface Extracted {
  content: Element
  byline: string | null
}

function extract(document: Document): Extracted | null {
  const article = new Readability<Element>(document, { serializer: (node) => node as Element }).parse()
  if (article?.content === null || article?.content === undefined) return null
  return { content: article.content, byline: article.byline ?? null }
}

function contentBlocks(root: Element, facts: FoundFacts, images: ImageStore): PlacedBlock[] {
  prepareTree(root, { baseUrl: facts.url?.value ?? null, title: facts.title?.value ?? '', images })
  return flatten(root)
}

function wordsOfBlocks(blocks: readonly PlacedBlock[]): number {
  return blocks.reduce((sum, block) => sum + countWords(block.text), 0)
}

function draftOf(
  placed: readonly PlacedBlock[],
  lines: readonly PageLine[],
  facts: FoundFacts,
  extractedByline: string | null,
): Omit<Draft, keyof Pictures> {
  const text = placed.map((block) => block.text).join('\n')
  const language = detectLanguage(text, facts.language?.value ?? null)
  const title = facts.title?.value ?? deriveTitle(placed[0]?.text ?? lines[0]?.text ?? '')
  const cleaned = cleanBlocks(polishBlocks(placed), {
    title: facts.title?.value ?? '',
    language,
    rules: 'all',
    source: 'page',
  })
  const said = textMetadata(cleaned, language)
  const site = facts.site?.value ?? null
  const people = visiblePeople(lines, placed, site)
  const url = facts.url?.value ?? null
  const sure = facts.byline !== null && facts.byline.confidence > 0.8 ? facts.byline : null
  return {
    blocks: withLeftOut(lines, cleaned, { title, language }),
    ...describeFacts({
      ...facts,
      title: facts.title ?? found(title, 'text'),
      byline: firstFound(
        sure,
        people.byline,
        facts.byline,
        extractedByline === null ? null : found(cleanNames([extractedByline], site), 'visible', 0.6),
        found(said.byline, 'text'),
      ),
      editors: firstFound(facts.editors, people.editors, found(said.editors, 'text')),
      site: firstFound(facts.site, found(said.site, 'text'), found(hostOf(url), 'address')),
      modified: facts.modified ?? visibleChange(lines, placed, language),
      published: firstFound(
        visibleDate(facts.published, lines, placed, language),
        dateOfAddress(url),
        found(said.published, 'text'),
      ),
      language: language === null ? null : found(language, 'text', 0.9),
    }),
  }
}

function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).hostname.replace(/^www\./, '')
}
