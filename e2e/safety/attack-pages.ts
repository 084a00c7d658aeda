import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Payload } from './payloads/payload.ts'
import { OWN_PAGE_PAYLOADS, SHARED_PAGE_PAYLOADS } from './payloads/payloads.ts'

/** Some payloads leave an element open that would swallow the next one: this closes whatever may be open. */
const CLOSERS = [
  '-->',
  ']]>',
  '</textarea></title></style></script></noscript></noembed></noframes></xmp></iframe></option></select>',
  '</svg></math></template></object></video></audio></marquee></button></form></table></dialog></details></a>',
].join('')

const PAYLOADS_A_PAGE = 12

/** A file of hostile HTML, as a whole page. */
export interface AttackPage {
  name: string
  payloads: readonly string[]
  html: string
}

/** Every payload, on as few pages as they can share. `foreignPayloads` is the corpus of others, empty where absent. */
export function attackPages(foreignPayloads: readonly Payload[]): AttackPage[] {
  const shared = [...SHARED_PAGE_PAYLOADS, ...foreignPayloads]
  const pages = Array.from({ length: Math.ceil(shared.length / PAYLOADS_A_PAGE) }, (_, index) =>
    pageOf(`hostile-${index}`, shared.slice(index * PAYLOADS_A_PAGE, (index + 1) * PAYLOADS_A_PAGE)),
  )
  return [...pages, ...OWN_PAGE_PAYLOADS.map((payload) => pageOf(`hostile-${payload.id}`, [payload]))]
}

/** The payloads of a corpus file (`[{ "payload": string }]`). */
export function readCorpus(file: string): Payload[] {
  const corpus = z.array(z.object({ payload: z.string() })).parse(JSON.parse(readFileSync(file, 'utf8')))
  return corpus.map(({ payload }, index) => ({ id: `corpus-${index}`, html: payload }))
}

/** An article in which each payload stands between sentences, so that an importer takes it for the article's text. */
function pageOf(name: string, payloads: readonly Payload[]): AttackPage {
  const parts = payloads.map(
    ({ id, html }) => `<p>Before ${id}: ${SENTENCES}</p>\n${html}\n${CLOSERS}\n<p>After ${id}: ${SENTENCES}</p>`,
  )
  return {
    name,
    payloads: payloads.map(({ id }) => id),
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title></head>
<body><article><h1>${name}</h1>\n${parts.join('\n')}\n</article></body></html>`,
  }
}

/** The innocent text between the payloads. */
export const SENTENCES =
  'The harbour office counted forty boats before noon, and the clerk wrote every name into the book, as she had done on each working day of the year.'
