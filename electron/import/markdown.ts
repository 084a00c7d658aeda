import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { fail, ok } from '#shared/result.ts'
import { decodeText } from './encoding.ts'
import { excessOfText } from './excess.ts'
import type { FormatReader, ReadDocument } from './format-reader.ts'
import { found, NO_FACTS } from './found-facts.ts'
import { readFrontMatter } from './front-matter.ts'
import type { FindAsset } from './image-store.ts'

/** CommonMark with GitHub's tables, task lists, footnotes and bare links; YAML front matter. */
export const markdown: FormatReader = {
  name: 'md',
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  read({ bytes, name, find, encoding }) {
    const decoded = decodeText(bytes, 'none', encoding)
    if (decoded === null) return fail({ code: 'file-not-text', name })
    const { text, doubt } = decoded
    // Before it is read: that alone would take too much.
    if (excessOfText(text) !== null) return fail({ code: 'import-failed', name, reason: 'letters' })
    return ok(TOO_DEEP.test(text) ? { kind: 'text', text, doubt } : { ...readMarkdown(text, find), doubt })
  },
}

/** Lists and quotations in each other, so many on one line: nobody means that, and reading it takes minutes. */
const TOO_DEEP = /^(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])){100}/m

export function readMarkdown(source: string, find: FindAsset): Extract<ReadDocument, { kind: 'document' }> {
  const { facts, body } = readFrontMatter(source)
  // HTML inside Markdown is Markdown; everything goes through the sanitiser afterwards.
  const html = micromark(body, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
  return {
    kind: 'document',
    html,
    find,
    cleaning: 'sure',
    facts: {
      ...NO_FACTS,
      title: found(facts.title, 'header'),
      subtitle: found(facts.subtitle, 'header'),
      byline: found(facts.byline, 'header'),
      site: found(facts.site, 'header'),
      url: found(facts.url, 'header'),
      published: found(facts.published, 'header'),
      modified: found(facts.modified, 'header'),
      language: found(facts.language, 'header'),
    },
  }
}
