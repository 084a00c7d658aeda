import { describe, expect, test } from 'vitest'
import { importBytes } from './import-file.ts'

const PROSE = 'The villagers built a bamboo bridge across the river before the rain came. '.repeat(5)

describe('odd but readable input becomes an article', () => {
  test.each<[string, string, string, number]>([
    ['elements nested very deep', 'deep.html', `${'<div>'.repeat(20_000)}<p>${PROSE}</p>`, 65],
    ['a million elements, each in the other', 'deepest.html', `${'<div>'.repeat(1_000_000)}<p>${PROSE}</p>`, 65],
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
