import { expect, test } from 'vitest'
import type { ImportedArticle } from '#shared/article.ts'
import type { FetchedFile } from './fetch-file.ts'
import { fetchedSource } from './fetched-page.ts'
import { importBytes } from './import-file.ts'

const PARAGRAPHS = [
  'Le café de la gare a rouvert ses portes mercredi, après des mois de travaux menés par les habitants du quartier.',
  '« Nous avons gardé le vieux comptoir », raconte la gérante, qui espère accueillir une centaine de clients dès l’été.',
]
const PAGE = `<html><head><title>Le café rouvre</title></head><body><article><h1>Le café rouvre</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}<p><img src="images/cafe.jpg"></p></article></body></html>`
const LATIN = Buffer.from(PAGE.replaceAll('’', "'"), 'latin1')

async function imported(file: FetchedFile): Promise<{ name: string; article: ImportedArticle }> {
  const { name, read } = fetchedSource(file)
  const bytes = await read()
  if (!bytes.ok) throw new Error(bytes.failure.code)
  const article = await importBytes(name, bytes.value)
  if (!article.ok) throw new Error(article.failure.code)
  return { name, article: article.value }
}

test('a page is kept with its address and in the encoding that its host said', async () => {
  const file = { bytes: LATIN, url: 'https://gazette.example/2026/caf%C3%A9', type: 'text/html; charset=ISO-8859-1' }
  const { name, article } = await imported(file)
  expect(name).toBe('café.mhtml')
  expect(article.extension).toBe('mhtml')
  expect(article.content).toContain('<p>Le café de la gare a rouvert')
  expect(article.facts.metadata).toMatchObject({ title: 'Le café rouvre', url: file.url, language: 'fr' })
  expect(article.wanted).toEqual([['https://gazette.example/2026/images/cafe.jpg']])
  const again = await imported(file)
  expect(again.article.original).toEqual(article.original)
})

test.each([
  ['https://gazette.example/', 'text/html', 'gazette.example.mhtml'],
  ['https://gazette.example/a/b/', 'application/xhtml+xml; charset=utf-8', 'b.mhtml'],
  ['https://gazette.example/notes', 'text/plain', 'notes.txt'],
  ['https://gazette.example/notes.md', 'text/markdown; charset=utf-8', 'notes.md'],
  ['https://gazette.example/book.epub', 'application/epub+zip', 'book.epub'],
  ['https://gazette.example/paper.pdf', 'application/pdf', 'paper.pdf'],
  ['https://gazette.example/odd', 'constructor', 'odd'],
  ['https://gazette.example/%2e%2e%2fetc%2fpasswd', '', '..-etc-passwd'],
  ['https://gazette.example/%E0%A4%A', 'text/plain', '%E0%A4%A.txt'],
])('%s (%s) is called %s', (url, type, name) => {
  expect(fetchedSource({ bytes: Buffer.from('x'), url, type }).name).toBe(name)
})

test('what a host says of a type cannot write into the archive', async () => {
  const type = 'text/html; charset="utf-8\r\nContent-Location: https://other.example/"'
  const { article } = await imported({ bytes: Buffer.from(PAGE), url: 'https://gazette.example/a', type })
  expect(article.facts.metadata.url).toBe('https://gazette.example/a')
})
