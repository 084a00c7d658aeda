import { describe, expect, test } from 'vitest'
import { importBytes } from './import-file.ts'

const PROSE = 'The villagers built a bamboo bridge across the river before the rain came. '.repeat(5)

const LINE = 20_000

describe('no line takes long, whatever it repeats', () => {
  test.each([
    '0',
    'A',
    'Aa',
    'A ',
    'A, ',
    'A. ',
    '(',
    '(a',
    '"',
    ' - ',
    '> ',
    '1. ',
    'A/',
    '#a ',
    'Baca juga: ',
    'Editor: ',
    'by A ',
    'share ',
    'foto: ',
    '12/12/2012 ',
    'KABAR.COM ',
    'a@',
    'www.',
    '<',
    '&',
  ])('%j', async (unit) => {
    const line = unit.repeat(LINE / unit.length)
    const escaped = line.replace(/</g, '&lt;')
    const files: [string, string][] = [
      ['a.txt', `Judul berita\n\n${line}!x`],
      ['a.md', `# Judul berita\n\n${line}!x`],
      ['a.html', `<title>Judul berita</title><p>${escaped}!x</p><p>${PROSE}</p>`],
    ]
    for (const [name, text] of files) {
      // Of this thread alone: other programs make no difference.
      const before = process.threadCpuUsage().user
      await importBytes(name, new TextEncoder().encode(text))
      expect((process.threadCpuUsage().user - before) / 1000).toBeLessThan(3000)
    }
  })
})

describe('odd but readable input becomes an article', () => {
  test.each<[string, string, string, number]>([
    ['elements nested very deep', 'deep.html', `${'<div>'.repeat(20_000)}<p>${PROSE}</p>`, 65],
    ['elements nested as deep as there may be', 'deepest.html', `${'<div>'.repeat(200_000)}<p>${PROSE}</p>`, 65],
    ['very many elements side by side', 'wide.html', `<p>${PROSE}</p><p>${'<b>x</b> '.repeat(20_000)}</p>`, 65],
    ['one very long line', 'line.txt', 'word '.repeat(200_000), 200_000],
    ['very many lines', 'lines.txt', `A bridge of bamboo\n${`${PROSE}\n`.repeat(5_000)}`, 325_000],
    ['line ends of old machines', 'mac.txt', `A bridge of bamboo\r\r${PROSE}\r\rThen ${PROSE}`, 130],
    [
      'text in no known order of direction',
      'rtl.html',
      `<p dir="rtl" lang="ar">${'الجسر فوق النهر قديم جدا. '.repeat(30)}</p>`,
      150,
    ],
  ])('%s', async (_, name, text, words) => {
    const result = await importBytes(name, new TextEncoder().encode(text))
    expect(result.ok && result.value.facts.words).toBeGreaterThanOrEqual(words)
  })
})

test('one line of 50 MB is refused at once, a page with pictures of as much is not', async () => {
  const line = new TextEncoder().encode('word '.repeat(10_000_000))
  for (const name of ['line.txt', 'line.md', 'line.html'])
    expect(await importBytes(name, line)).toMatchObject({ failure: { code: 'import-failed', reason: 'letters' } })
  const picture = `<img alt="" src="data:image/png;base64,${'A'.repeat(12_000_000)}">`
  const page = new TextEncoder().encode(`<article><p>${PROSE}</p>${picture}<p>${PROSE}</p></article>`)
  expect(await importBytes('page.html', page)).toMatchObject({ ok: true })
})

test.each([
  ['each in the other', '<div>'.repeat(1_000_000)],
  ['side by side', '<b>x</b> '.repeat(1_000_000)],
])('a million elements %s are refused at once', async (_, elements) => {
  const bytes = new TextEncoder().encode(`${elements}<p>${PROSE}</p>`)
  expect(await importBytes('million.html', bytes)).toEqual({
    ok: false,
    failure: { code: 'import-failed', name: 'million.html', reason: 'elements' },
  })
})
