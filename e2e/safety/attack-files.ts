import { type AttackPage, SENTENCES } from './attack-pages.ts'
import type { Payload } from './payloads/payload.ts'
import { FACT_PAYLOADS, MARKDOWN_PAYLOADS } from './payloads/facts.ts'

/** A file as a reader might import it. */
export interface AttackFile {
  name: string
  text: string
}

/** The pages as files, and what only a file can bring: a hostile name, hostile facts, Markdown, plain text. */
export function attackFiles(pages: readonly AttackPage[]): AttackFile[] {
  const markdown = MARKDOWN_PAYLOADS.map(({ html }) => `${SENTENCES}\n\n${html}\n`).join('\n')
  return [
    ...pages.map(({ name, html }) => ({ name: `${name}.html`, text: html })),
    ...FACT_PAYLOADS.map(pageWithFact),
    {
      name: 'hostile-markdown.md',
      text: `---\ntitle: <img src=data:, onerror=alert(1)>\nurl: javascript:alert(1)\n---\n\n${markdown}`,
    },
    { name: 'hostile-pages.md', text: `# Hostile pages\n\n${pages.map(({ html }) => html).join('\n\n')}` },
    { name: 'hostile-pages.txt', text: `Hostile pages\n\n${pages.map(({ html }) => html).join('\n\n')}` },
    { name: '../../../<img src=data:, onerror=alert(1)>.txt', text: `Hostile name\n\n${SENTENCES}\n\n${SENTENCES}` },
  ]
}

function pageWithFact({ id, html }: Payload): AttackFile {
  const title = html.includes('<title>') ? '' : `<title>hostile-${id}</title>`
  const paragraphs = `<p>${SENTENCES}</p>`.repeat(4)
  return {
    name: `hostile-${id}.html`,
    text: `<!doctype html><html lang='en"><script>'><head><meta charset="utf-8">${title}${html}</head><body><article><h1>hostile-${id}</h1>${paragraphs}</article></body></html>`,
  }
}
