import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { flatMessages, messageProblems } from '../../scripts/check/message-rules.mjs'
import { messageUses } from '../../scripts/check/message-uses.mjs'
import { isSource, isTest, repositoryFiles } from '../../scripts/check/source-files.mjs'

const LANGUAGES = ['en', 'id']
const CONTRACT = 'electron/shared/ipc-contract.ts'
const root = dirname(dirname(import.meta.dirname))

function catalogue(language: string): Record<string, string> {
  const files = readdirSync(join(import.meta.dirname, language)).filter((name) => name.endsWith('.json'))
  const parts = files.map((name) =>
    flatMessages(
      name.replace('.json', ''),
      JSON.parse(readFileSync(join(import.meta.dirname, language, name), 'utf8')),
    ),
  )
  return Object.fromEntries(parts.flatMap((messages) => Object.entries(messages)))
}

function usesIn(paths: string[], namespaces: string[]) {
  return paths.flatMap((path) => messageUses(path, readFileSync(join(root, path), 'utf8'), namespaces))
}

test('every message exists in both languages, is used, and gets the values it needs', () => {
  const catalogues = Object.fromEntries(LANGUAGES.map((language) => [language, catalogue(language)]))
  const keys = Object.values(catalogues).flatMap((messages) => Object.keys(messages))
  const namespaces = [...new Set(keys.map((key) => key.replace(/:.*/, '')))]
  const code = repositoryFiles(root).filter(
    (path) => /^(electron|renderer)\//.test(path) && isSource(path) && !isTest(path),
  )
  const channels = new Set(usesIn([CONTRACT], namespaces).map(({ key }) => key))
  const uses = usesIn(
    code.filter((path) => path !== CONTRACT),
    namespaces,
  )
  expect(keys.length).toBeGreaterThan(0)
  expect(messageProblems(catalogues, uses, channels)).toEqual([])
})

describe('what the test above can see', () => {
  const good = {
    en: { 'app:hello': 'Hello {{name}}', 'app:files_one': 'One file', 'app:files_other': '{{count}} files' },
    id: { 'app:hello': 'Halo {{name}}', 'app:files_other': '{{count}} berkas' },
  }
  const code = "t('app:hello', { name })\nt('app:files', { count: 3 })\n"

  function problems(catalogues: Record<string, Record<string, string>>, source: string): string[] {
    return messageProblems(catalogues, messageUses('x.ts', source, ['app']), new Set(['app:start']))
  }

  test('nothing where all is well', () => {
    expect(problems(good, `${code}call('app:start')\n`)).toEqual([])
  })

  type Change = Partial<Record<'en' | 'id', Record<string, string>>>
  const cases: [string, Change, string, string][] = [
    ['a missing translation', { en: { 'app:more': 'x' } }, "t('app:more')", 'id: app:more is missing'],
    [
      'an empty translation',
      { en: { 'app:more': 'x' }, id: { 'app:more': ' ' } },
      "t('app:more')",
      'id: app:more is empty',
    ],
    ['an unused message', { en: { 'app:more': 'x' }, id: { 'app:more': 'x' } }, '', 'app:more is used nowhere'],
    [
      'different values',
      { id: { 'app:hello': 'Halo {{nama}}' } },
      '',
      'app:hello has different values in the languages: name / nama',
    ],
    [
      'different tags',
      { id: { 'app:hello': '<b>Halo</b> {{name}}' } },
      '',
      'app:hello has different values in the languages: name / <b> name',
    ],
    [
      'a plural form too many',
      { id: { 'app:files_one': 'Satu berkas' } },
      '',
      'id: app:files has the plural forms one, other, not other',
    ],
    [
      'a value only in one form',
      { en: { 'app:files_one': 'One {{kind}}' } },
      '',
      'en: app:files_one has kind and _other has not',
    ],
    ['a message in no catalogue', {}, "t('app:none')", 'x.ts:3: app:none is in no catalogue'],
    [
      'a message in no catalogue, by name',
      {},
      "const x = { message: 'app:none' }",
      'x.ts:3: app:none is in no catalogue',
    ],
    ['a call without its value', {}, "t('app:hello')", 'x.ts:3: app:hello needs name'],
    ['a call without its number', {}, "t('app:files', { name })", 'x.ts:3: app:files needs count'],
    ['a computed message', {}, 't(`app:${x}`)', 'x.ts:3: a computed message: keys are written out'],
    ['a message without a namespace', {}, "t('hello')", "x.ts:3: 'hello' begins with no known namespace"],
  ]

  test.each(cases)('%s', (_name, change, more, expected) => {
    const catalogues = { en: { ...good.en, ...change.en }, id: { ...good.id, ...change.id } }
    expect(problems(catalogues, code + more)).toEqual([expected])
  })
})
