import { Readability } from '@mozilla/readability'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { prepareTree } from './dom-prepare.ts'
import { decodeText } from './encoding.ts'
import { flatten, type PlacedBlock } from './flatten.ts'
import type { Draft, FormatReader } from './format-reader.ts'
import { cleanNames, type PageFacts, pageFacts } from './html-metadata.ts'
import { polishBlocks } from './html-polish.ts'
import { detectLanguage } from './language.ts'
import { markPageLines, type PageLine, withLeftOut } from './page-lines.ts'
import { parsePage } from './parse-page.ts'
import { textMetadata } from './text-metadata.ts'
import { deriveTitle } from './text-title.ts'
import { visibleDate } from './page-date.ts'
import { countWords } from './wording.ts'

export const htmlPage: FormatReader = {
  name: 'html',
  extensions: ['html', 'htm', 'xhtml'],
  read(bytes, name) {
    const decoded = decodeText(bytes, 'html')
    if (decoded === null) return fail({ code: 'file-not-text', name })
    return draftOfPage(decoded.text, name)
  },
}

/** Fewer words than this from the extraction are checked against the whole page. */
const FEW_WORDS = 25

/** A saved web page: its article, and everything else on it as left-out lines. */
export function draftOfPage(html: string, name: string): Result<Draft, Failure> {
  const document = parsePage(html)
  const facts = pageFacts(document)
  const lines = markPageLines(document.body)
  if (lines.length === 0) return fail({ code: 'file-empty', name })
  const whole = document.body.cloneNode(true) as Element
  const extracted = extract(document)
  const extractedBlocks = extracted === null ? [] : contentBlocks(extracted.content, facts)
  const isEnough = wordsOfBlocks(extractedBlocks) >= FEW_WORDS
  const wholeBlocks = isEnough ? [] : contentBlocks(whole, facts)
  const root = isEnough || wholeBlocks.length === 0 ? (extracted?.content ?? whole) : whole
  const placed = root === whole ? wholeBlocks : extractedBlocks
  return ok(draftOf(placed, lines, facts, extracted?.byline ?? null))
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

function contentBlocks(root: Element, facts: PageFacts): PlacedBlock[] {
  prepareTree(root, facts.url, facts.title ?? '')
  return flatten(root)
}

function wordsOfBlocks(blocks: readonly PlacedBlock[]): number {
  return blocks.reduce((sum, block) => sum + countWords(block.text), 0)
}

function draftOf(
  placed: readonly PlacedBlock[],
  lines: readonly PageLine[],
  facts: PageFacts,
  extractedByline: string | null,
): Draft {
  const text = placed.map((block) => block.text).join('\n')
  const language = detectLanguage(text, facts.language)
  const title = facts.title ?? deriveTitle(placed[0]?.text ?? lines[0]?.text ?? '')
  const cleaned = cleanBlocks(polishBlocks(placed), {
    title: facts.title ?? '',
    language,
    rules: 'all',
    source: 'page',
  })
  const said = textMetadata(cleaned, language)
  return {
    extension: 'html',
    blocks: withLeftOut(lines, cleaned, title),
    metadata: {
      title,
      byline:
        facts.byline.length > 0
          ? facts.byline
          : extractedByline === null
            ? said.byline
            : cleanNames([extractedByline], facts.site),
      site: facts.site ?? said.site ?? hostOf(facts.url),
      url: facts.url,
      published: visibleDate(facts.published, lines, placed, language) ?? said.published,
      language,
    },
  }
}

function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).hostname.replace(/^www\./, '')
}
