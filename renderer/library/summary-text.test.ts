import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { loadCatalogues } from '../ui/catalogues.ts'
import { setUpI18n } from '../ui/i18n.ts'
import { summaryLines, summaryReport } from './summary-text.ts'

beforeAll(() => setUpI18n('en', loadCatalogues()))

const article = { id: 'i', name: 'a.txt', title: 'A' }
const failed = { name: 'b.txt', failure: { code: 'file-empty', name: 'b.txt' } } as const

test.each([
  ['en', '2 articles are new in your library', '1 was already there', '1 file could not be imported'],
  ['id', '2 artikel baru di pustaka Anda', '1 sudah ada sebelumnya', '1 berkas gagal diimpor'],
])('in %s every kind of outcome has its line', async (language, ...lines) => {
  await i18next.changeLanguage(language)
  const summary = { imported: [article, article], already: [article], failed: [failed], cancelled: false }
  expect(summaryLines(summary)).toEqual(lines)
})

test('says what looks like another version and what is a reprint', async () => {
  await i18next.changeLanguage('en')
  const like = { id: 'i', title: 'A', of: { id: 'j', title: 'B' } }
  const summary = { imported: [article], already: [], failed: [], cancelled: false }
  expect(
    summaryLines({
      ...summary,
      newer: [like],
      reprints: [like, { ...like, of: { id: 'k', title: 'C' } }, { ...like, id: 'l' }],
    }),
  ).toEqual([
    '1 article is new in your library',
    '1 looks like a newer version of an article you have',
    '2 are the same text as one from another outlet',
  ])
})

test('an import that brought nothing says so', async () => {
  await i18next.changeLanguage('en')
  expect(summaryLines({ imported: [], already: [], failed: [], cancelled: true })).toHaveLength(2)
})

test('the report that is kept names every file, and what to do about those that failed', async () => {
  await i18next.changeLanguage('en')
  const summary = { imported: [article], already: [{ ...article, name: 'c.txt' }], failed: [failed], cancelled: true }
  const report = summaryReport(summary, Date.UTC(2026, 0, 2))
  expect(report).toContain('2026')
  expect(report).toContain('New\n- A (a.txt)\n\nAlready there\n- A (c.txt)\n\nNot imported\n- “b.txt” is empty')
  expect(report).toContain('The import was stopped')
})
