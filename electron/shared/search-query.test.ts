import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELD_NAMES, fieldOf, parseQuery, positiveTexts, type QueryNode, type QuerySpan } from './search-query.ts'

/** A short form of the tree, for reading. */
function shown(node: QueryNode | null): string {
  if (node === null) return ''
  switch (node.kind) {
    case 'all':
      return `(${node.nodes.map(shown).join(' & ')})`
    case 'any':
      return `(${node.nodes.map(shown).join(' | ')})`
    case 'not':
      return `!${shown(node.node)}`
    case 'word':
      return node.text
    case 'phrase':
      return `"${node.text}"`
    case 'filter':
      return `${node.filter.field}=${'value' in node.filter ? node.filter.value : JSON.stringify(node.filter.range)}`
  }
}

const read = (query: string): string => shown(parseQuery(query).root)
const problems = (query: string): string[] => parseQuery(query).problems.map(({ code }) => code)

describe('what a query means', () => {
  test.each([
    ['nothing', '  ', ''],
    ['one word', 'beras', 'beras'],
    ['all words', 'harga beras', '(harga & beras)'],
    ['a phrase', '"harga beras" naik', '("harga beras" & naik)'],
    ['typographic quotes', '“harga beras”', '"harga beras"'],
    ['not', 'harga -beras', '(harga & !beras)'],
    ['not a phrase', '-"harga beras" x', '(!"harga beras" & x)'],
    ['NOT', 'harga NOT beras', '(harga & !beras)'],
    ['a hyphen inside a word', 'negara-negara', 'negara-negara'],
    ['OR binds its neighbours', 'a b OR c d', '(a & (b | c) & d)'],
    ['OR of three', 'a OR b OR c', '(a | b | c)'],
    ['ATAU', 'a ATAU b', '(a | b)'],
    ['or in small letters is a word', 'a or b', '(a & or & b)'],
    ['AND says nothing', 'a AND b', '(a & b)'],
    ['parentheses', '(a b) OR c', '((a & b) | c)'],
    ['a field', 'site:kompas.com', 'site=kompas.com'],
    ['a quoted value', 'author:"Budi Santoso"', 'author=Budi Santoso'],
    ['an Indonesian field', 'penulis:budi', 'author=budi'],
    ['a negated field', '-tag:a/b', '!tag=a/b'],
    ['a colour', 'colour:yellow', 'colour=yellow'],
    ['a colour in Indonesian', 'warna:"merah muda"', 'colour=pink'],
    ['has', 'has:note has:highlight', '(has=note & has=highlight)'],
    ['is', 'is:unread is:Archived is:favourite is:orphan', '(is=unread & is=archived & is=favourite & is=orphan)'],
    ['an address is text', 'https://x.example/a', 'https://x.example/a'],
    ['a time is text', '10:30', '10:30'],
    ['a range of months', 'published:2022-08..2023', 'published={"kind":"days","from":"2022-08-01","to":"2023-12-31"}'],
    ['an age', 'saved:<30d', 'saved={"kind":"age","least":null,"most":30}'],
  ])('%s', (_name, query, tree) => {
    expect(read(query)).toBe(tree)
    expect(problems(query)).toEqual([])
  })
})

describe('a wrong query says what is wrong, and is searched all the same', () => {
  test.each([
    ['an open quote', '"harga beras', 'unclosed-quote', '"harga beras"'],
    ['an open parenthesis', '(a b', 'unclosed-group', '(a & b)'],
    ['a stray parenthesis', 'a) b', 'stray-close', '(a & b)'],
    ['an unknown field', 'foo:bar', 'unknown-field', 'foo:bar'],
    ['a field without a value', 'a site:', 'missing-value', 'a'],
    ['an unknown state', 'a is:red', 'bad-choice', 'a'],
    ['an unknown colour', 'a colour:beige', 'bad-choice', 'a'],
    ['a date that is none', 'a published:2022-13', 'bad-date', 'a'],
    ['a day that is none', 'a published:2022-02-30', 'bad-date', 'a'],
    ['OR at the beginning', 'OR a', 'lonely-or', 'a'],
    ['OR at the end', 'a OR', 'lonely-or', 'a'],
    ['NOT before nothing', '(a NOT )', 'lonely-not', 'a'],
    ['very many words', 'a '.repeat(70), 'too-long', read('a '.repeat(64))],
    ['a very long text', `b ${'x'.repeat(3000)}`, 'too-long', `(b & ${'x'.repeat(1998)})`],
  ])('%s', (_name, query, code, tree) => {
    expect(problems(query)).toEqual([code])
    expect(read(query)).toBe(tree)
  })

  test('a bad choice names what is known', () => {
    const [problem] = parseQuery('colour:beige').problems
    expect(problem).toMatchObject({ name: 'beige', known: ['yellow', 'green', 'blue', 'pink', 'purple'] })
  })
})

const pieces = fc.constantFrom(
  ...[
    '"',
    '“',
    '”',
    '(',
    ')',
    '-',
    'OR ',
    'NOT ',
    ' ',
    ':',
    'site:',
    'is:',
    'saved:<',
    '..',
    'kata',
    'é',
    '😀',
    '\n',
    '\u00ad',
  ],
)
const queries = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces).map((parts) => parts.join('')),
)

describe('whatever is typed', () => {
  test('it never throws, and everything stands inside the query', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { root, problems: told } = parseQuery(query)
        for (const { start, end } of [...told, ...spansOf(root)]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(query.length)
          expect(start).toBeLessThanOrEqual(end)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('words without signs are all found again', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(words, (list) => {
        const texts = positiveTexts(parseQuery(list.join(' ')).root).map(({ text }) => text)
        expect(texts).toEqual(list)
      }),
    )
  })

  test('thousands of parentheses do no harm', () => {
    expect(problems('('.repeat(100_000)).length).toBeGreaterThan(0)
    expect(read(`${'('.repeat(500)}a${')'.repeat(500)}`)).toBe('a')
  })
})

test('every name of a field leads to it, and no name to two', () => {
  const names = Object.values(FIELD_NAMES).flat()
  expect(new Set(names).size).toBe(names.length)
  for (const [field, aliases] of Object.entries(FIELD_NAMES)) {
    for (const alias of aliases) expect(fieldOf(alias)).toBe(field)
  }
  expect(fieldOf('__proto__')).toBeNull()
})

function spansOf(node: QueryNode | null): QuerySpan[] {
  switch (node?.kind) {
    case 'all':
    case 'any':
      return node.nodes.flatMap((child) => spansOf(child))
    case 'not':
      return spansOf(node.node)
    case 'word':
    case 'phrase':
    case 'filter':
      return [node.span]
    default:
      return []
  }
}
