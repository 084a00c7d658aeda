import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Failure } from '#shared/failure.ts'
import { loadCatalogues } from './catalogues.ts'
import { failureMessage } from './failure-message.ts'
import { setUpI18n } from './i18n.ts'

const name = 'berita & <b>.txt'
const reason = 'a reason nobody foresaw'
const samples: { [Code in Failure['code']]: Extract<Failure, { code: Code }> } = {
  'file-not-text': { code: 'file-not-text', name },
  'file-empty': { code: 'file-empty', name },
  'file-unreadable': { code: 'file-unreadable', name, reason },
  'file-too-large': { code: 'file-too-large', name, bytes: 62 * 1024 * 1024 + 400_000, limit: 50 * 1024 * 1024 },
  'file-type-unknown': { code: 'file-type-unknown', name, known: ['txt', 'md'] },
  'file-without-article': { code: 'file-without-article', name },
  'archive-damaged': { code: 'archive-damaged', name, reason },
  'archive-too-large': { code: 'archive-too-large', name, limit: 500 * 1024 * 1024 },
  'archive-too-many': { code: 'archive-too-many', name, limit: 10_000 },
  'archive-unsafe': { code: 'archive-unsafe', name },
  'archive-protected': { code: 'archive-protected', name },
  'archive-without-articles': { code: 'archive-without-articles', name, known: ['txt', 'md'] },
  'import-failed': { code: 'import-failed', name, reason },
  'address-failed': { code: 'address-failed', url: 'https://contoh.test/berita', reason },
  'article-missing': { code: 'article-missing', id: 'x' },
  'article-damaged': { code: 'article-damaged', id: 'x', file: 'a.html', reason },
  'library-newer': { code: 'library-newer', folder: '/tempat/Simak', format: 2, known: 1 },
  'library-damaged': { code: 'library-damaged', file: 'library.json', reason },
  'library-unreachable': { code: 'library-unreachable', folder: '/tempat/Simak', reason },
  'library-held': { code: 'library-held', kind: 'app', process: 4711 },
  'library-gone': { code: 'library-gone', folder: '/tempat/Simak' },
  'library-vanished': { code: 'library-vanished', folder: '/tempat/Simak', known: 10, found: 6 },
  'library-read-only': { code: 'library-read-only', reason },
  'backup-damaged': { code: 'backup-damaged', time: Date.UTC(2026, 10, 21, 12) },
  'move-failed': { code: 'move-failed', path: '/tempat/lain', reason },
  'not-saved': { code: 'not-saved', file: 'a.json', reason },
  'export-memory-failed': { code: 'export-memory-failed', path: '/tempat/exports', reason },
  'export-failed': { code: 'export-failed', path: '/tempat/a.md', reason },
  'template-failed': { code: 'template-failed', line: 3, reason },
  'link-refused': { code: 'link-refused', url: 'file:///etc' },
  'search-stopped': { code: 'search-stopped', reason },
  'bad-request': { code: 'bad-request', channel: 'library:list', reason },
}

/** What the message must name, apart from numbers, which follow the language. */
function namedFacts({ code: _code, ...facts }: Failure): string[] {
  const named = Object.entries(facts).filter(([fact]) => fact !== 'id' && fact !== 'kind')
  return named.flatMap(([, value]: [string, unknown]) => [value].flat()).filter((value) => typeof value === 'string')
}

beforeAll(() => setUpI18n('en', loadCatalogues()))

describe.each(['en', 'id'])('in %s', (language) => {
  beforeAll(async () => {
    await i18next.changeLanguage(language)
  })

  test.each(Object.values(samples))('$code is worded with its facts and says what to do', (failure) => {
    const message = failureMessage(failure)
    expect(i18next.exists(message)).toBe(false)
    expect(message).not.toMatch(/^failures|\{\{|undefined/)
    for (const fact of namedFacts(failure)) expect(message).toContain(fact)
    expect(message.match(/[.;](?= |$)/g)?.length).toBeGreaterThanOrEqual(2)
  })

  test.each(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTFILE', 'ENOTDIR', 'ENOSPC', 'EROFS', 'EIO', 'checksum'])(
    'the reason %s is put into words',
    (code) => {
      const messages = [samples['file-unreadable'], samples['not-saved'], samples['library-unreachable']].map(
        (failure) => failureMessage({ ...failure, reason: code }),
      )
      for (const message of messages) expect(message).not.toMatch(new RegExp(`${code}|failures:|reason`))
    },
  )

  test('no two failures read the same', () => {
    expect(new Set(Object.values(samples).map(failureMessage)).size).toBe(Object.keys(samples).length)
  })
})

test('sizes follow the language', async () => {
  await i18next.changeLanguage('id')
  expect(failureMessage(samples['file-too-large'])).toContain('62,4\u00a0MB')
})
