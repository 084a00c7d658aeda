import { expect, test } from 'vitest'
import type { NotebookEntry } from '#shared/search-contract.ts'
import { type Grouping, notebookRows, type Order } from '#shared/notebook-rows.ts'
import { fail, ok } from '#shared/result.ts'
import { articleOf } from './export/export-fixtures.ts'
import { notebookMarkdown } from './notebook-export.ts'

const WORDS = {
  locale: 'en',
  colours: { yellow: 'Yellow', green: 'Green', blue: 'Blue', pink: 'Pink', purple: 'Purple' },
  untagged: 'Without a tag',
} as const

const SALT = articleOf(
  '<p>Salt came by night. The clerk was silent.</p>',
  [
    { id: 's1', quote: 'Salt came', tags: ['trade/salt'] },
    { id: 's2', quote: 'silent', colour: 'blue', note: 'Why?', tags: ['habit'] },
  ],
  { id: 'salt', title: 'Salt', site: 'The Valley', url: null },
)
const RICE = articleOf(
  '<p>Rice was dear.</p>',
  [
    { id: 'r1', quote: 'dear', tags: ['trade/salt'] },
    { id: 'rp', note: 'Read again' },
  ],
  { id: 'rice', title: 'Rice', site: null, url: null },
)
const ARTICLES = [SALT, RICE]
const ENTRIES = ARTICLES.flatMap(({ summary, annotations }) =>
  annotations.map((annotation): NotebookEntry => {
    const { id, title, site, published } = summary
    return { article: id, title, site, published, annotation }
  }),
)

async function markdown(grouping: Grouping, order: Order): Promise<string> {
  const rows = notebookRows(ENTRIES, grouping, order)
  const written = await notebookMarkdown(rows, grouping, WORDS, (id) => {
    const found = ARTICLES.find(({ summary }) => summary.id === id)
    if (found === undefined) throw new Error(id)
    return Promise.resolve(ok(found))
  })
  if (!written.ok) throw new Error(written.failure.code)
  return written.value
}

test('by article: each with its source below, in the order of the text', async () => {
  expect(await markdown('article', 'place')).toBe(`> Salt came

> silent

Why?

— Salt, The Valley

Read again

> dear

— Rice
`)
})

test('by tag: under headings, once for every tag; without a tag last', async () => {
  expect(await markdown('tag', 'place')).toBe(`# habit

> silent

Why?

— Salt, The Valley

# trade/salt

> dear

— Rice

> Salt came

— Salt, The Valley

# Without a tag

Read again

— Rice
`)
})

test('by colour and by day the headings are words', async () => {
  expect((await markdown('colour', 'place')).match(/^# .*$/gm)).toEqual(['# Yellow', '# Blue'])
  expect((await markdown('date', 'newest')).match(/^# .*$/gm)).toEqual([expect.stringMatching(/^# \w+ \d+, \d{4}$/)])
})

test('an article that cannot be opened is told', async () => {
  const rows = notebookRows(ENTRIES, 'article', 'place')
  const failure = { code: 'search-stopped', reason: '' } as const
  const written = await notebookMarkdown(rows, 'article', WORDS, () => Promise.resolve(fail(failure)))
  expect(written).toEqual(fail(failure))
})
