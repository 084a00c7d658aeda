import { describe, expect, test } from 'vitest'
import { correctionsIn, problemOf, surenessOf, textsOf } from './article-facts.ts'

const FOUND = textsOf({
  title: 'A title',
  subtitle: null,
  byline: ['Sari Wulandari', 'Budi, Jr.'],
  site: 'Kabar',
  url: null,
  published: '2023-09-05',
  modified: null,
  language: 'id',
})

describe('corrections', () => {
  test('are the fields that say something else than before', () => {
    expect(correctionsIn({ ...FOUND, title: ' New ', byline: 'A; ;B', site: '', url: '' }, FOUND, FOUND)).toEqual({
      corrections: { title: 'New', byline: ['A', 'B'], site: null },
      asFound: [],
    })
  })

  test('a field that says what was found is as found again', () => {
    expect(correctionsIn(FOUND, { ...FOUND, title: 'Mine', language: 'en' }, FOUND)).toEqual({
      corrections: {},
      asFound: ['title', 'language'],
    })
    expect(correctionsIn(FOUND, { ...FOUND, title: 'Mine' }, null).corrections).toEqual({ title: 'A title' })
  })

  test.each([
    ['title', ' ', 'titleNeeded'],
    ['title', 'x', null],
    ['published', '5 September', 'notADate'],
    ['published', '2023-13-05', 'notADate'],
    ['published', '2023-09-05', null],
    ['modified', '2023-09-05T10:00+07:00', null],
    ['url', 'javascript:alert(1)', 'notAnAddress'],
    ['url', 'https://example.org/x', null],
    ['site', '', null],
  ] as const)('%s may be %j: %s', (field, text, problem) => {
    expect(problemOf(field, text)).toBe(problem)
  })

  test.each([
    [0.98, 'high'],
    [0.7, 'middle'],
    [0.4, 'low'],
  ] as const)('%d is %s', (confidence, word) => {
    expect(surenessOf(confidence)).toBe(word)
  })
})
