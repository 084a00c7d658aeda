import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { cleanBlocks } from './clean-blocks.ts'
import { prepareTree } from './dom-prepare.ts'
import { flatten } from './flatten.ts'
import type { Block, Draft, ReadDocument } from './format-reader.ts'
import { describeFacts, found } from './found-facts.ts'
import { ImageStore } from './image-store.ts'
import { parseLight } from './light-parser.ts'
import { detectLanguage, primaryTag } from './language.ts'
import { limitDepth } from './parse-page.ts'
import { deriveTitle } from './text-title.ts'
import { collapseSpaces, comparisonKey, countWords } from './wording.ts'

/** What somebody wrote or a publisher made: nothing stands around it, so next to nothing is left out. */
export function draftOfDocument(
  { html, facts, cleaning }: Extract<ReadDocument, { kind: 'document' }>,
  name: string,
  images: ImageStore = new ImageStore(),
): Result<Draft, Failure> {
  const document = parseLight(`<html><head></head><body>${html}</body></html>`)
  limitDepth(document.body)
  const mainHeading = document.querySelector('h1')
  const heading = mainHeading === null ? null : collapseSpaces(mainHeading.textContent)
  const stated = facts.title?.value ?? null
  prepareTree(document.body, { baseUrl: facts.url?.value ?? null, title: stated ?? heading ?? '', images })
  const blocks: Block[] = flatten(document.body)
  if (blocks.length === 0) return fail({ code: stated === null ? 'file-empty' : 'file-without-article', name })
  const { title, content } = takeTitle(blocks, stated, heading)
  const text = content.map((block) => block.text).join('\n')
  const said = primaryTag(facts.language?.value ?? null)
  const language = said ?? detectLanguage(text)
  return ok({
    blocks: cleaning === 'none' ? content : cleanBlocks(content, { title, language, rules: 'sure', source: 'text' }),
    ...images.all,
    ...describeFacts({
      ...facts,
      title: facts.title ?? found(title, 'text', heading === title ? 0.95 : 0.4),
      language: said === null ? found(language, 'text', 0.9) : facts.language && { ...facts.language, value: said },
    }),
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
  if (isHeading && (stated === null || comparisonKey(stated) === comparisonKey(first.text)))
    return { title: stated ?? first.text, content: rest }
  const title = stated ?? mainHeading ?? deriveTitle(blocks.find((block) => countWords(block.text) > 0)?.text ?? '')
  const repeated = stated === null ? blocks.findIndex((block) => block.tag === 'h2' && block.text === title) : -1
  return { title, content: blocks.filter((_, index) => index !== repeated || blocks.length === 1) }
}
