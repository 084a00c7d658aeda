import { parseHTML } from 'linkedom'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { prepareTree } from './dom-prepare.ts'
import { decodeText } from './encoding.ts'
import { flatten } from './flatten.ts'
import type { Block, Draft, FormatReader } from './format-reader.ts'
import { readFrontMatter } from './front-matter.ts'
import { detectLanguage, primaryTag } from './language.ts'
import { deriveTitle } from './text-title.ts'
import { collapseSpaces, countWords } from './wording.ts'

/** CommonMark with GitHub's tables, task lists, footnotes and bare links; YAML front matter. */
export const markdown: FormatReader = {
  name: 'md',
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  read(bytes, name) {
    const decoded = decodeText(bytes)
    if (decoded === null) return fail({ code: 'file-not-text', name })
    return draftOfMarkdown(decoded.text, name)
  },
}

export function draftOfMarkdown(source: string, name: string): Result<Draft, Failure> {
  const { facts, body } = readFrontMatter(source)
  // HTML inside Markdown is Markdown; everything goes through the sanitiser afterwards.
  const html = micromark(body, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  const mainHeading = document.querySelector('h1')
  const heading = mainHeading === null ? null : collapseSpaces(mainHeading.textContent)
  prepareTree(document.body, facts.url, facts.title ?? heading ?? '')
  const blocks: Block[] = flatten(document.body)
  if (blocks.length === 0) return fail({ code: facts.title === null ? 'file-empty' : 'file-without-article', name })
  const { title, content } = takeTitle(blocks, facts.title, heading)
  const language = primaryTag(facts.language) ?? detectLanguage(content.map((block) => block.text).join('\n'))
  return ok({
    extension: 'md',
    blocks: cleanBlocks(content, { title, language, rules: 'sure', source: 'text' }),
    metadata: { title, byline: facts.byline, site: facts.site, url: facts.url, published: facts.published, language },
  })
}

/** The stated title, else a heading at the top, which then is no part of the content, else the first sentence. */
function takeTitle(
  blocks: readonly Block[],
  stated: string | null,
  mainHeading: string | null,
): { title: string; content: Block[] } {
  const [first, ...rest] = blocks
  const isHeading = first !== undefined && /^h\d$/.test(first.tag) && rest.length > 0
  if (isHeading && (stated === null || stated === first.text)) return { title: first.text, content: rest }
  const title = stated ?? mainHeading ?? deriveTitle(blocks.find((block) => countWords(block.text) > 0)?.text ?? '')
  const repeated = stated === null ? blocks.findIndex((block) => block.tag === 'h2' && block.text === title) : -1
  return { title, content: blocks.filter((_, index) => index !== repeated || blocks.length === 1) }
}
