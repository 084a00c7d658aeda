import { expect, test } from 'vitest'
import type { ImportedArticle } from '#shared/article.ts'
import { textOfContent } from '#shared/html-text.ts'
import type { Fetched } from './image-store.ts'
import { importBytes } from './import-file.ts'
import { P1, P2, P3 } from './paragraph-fixtures.ts'
import { withPictures } from './place-pictures.ts'
import { pngOf } from './zip-fixtures.ts'

const HEAD = '<link rel="canonical" href="https://kabar.example/2023/jembatan">'
const PICTURE = pngOf(60)

async function imported(body: string, { head = HEAD, fetched = {} }: { head?: string; fetched?: Fetched } = {}) {
  const html = `<!doctype html><html lang="id"><head><title>Jembatan Bambu</title>${head}</head><body><article><h1>Jembatan Bambu</h1><p>${P1}</p>${body}<p>${P2}</p><p>${P3}</p></article></body></html>`
  const result = await importBytes('page.html', new TextEncoder().encode(html), { fetched })
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

test.each([
  ['<p><img src="/a.jpg"></p>', ['https://kabar.example/a.jpg']],
  ['<p><img src="//cdn.example/a.jpg#top"></p>', ['https://cdn.example/a.jpg']],
  [
    '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://cdn.example/a.jpg"></p>',
    ['https://cdn.example/a.jpg'],
  ],
  [
    '<p><img src="small.jpg" srcset="https://cdn.example/s.jpg 300w, https://cdn.example/l.jpg 900w"></p>',
    ['https://cdn.example/l.jpg', 'https://cdn.example/s.jpg', 'https://kabar.example/2023/small.jpg'],
  ],
  ['<p><img src="./Jembatan_files/a.jpg" srcset="https://cdn.example/a.jpg 2x"></p>', ['https://cdn.example/a.jpg']],
])('a picture that did not come is remembered by where it is: %s', async (body, addresses) => {
  expect((await imported(body)).wanted).toEqual([addresses])
})

test.each([
  ['<p><img src="https://count.example/dot.gif" width="1" height="1"></p>', 'a dot that counts readers'],
  ['<p><img src="https://name:secret@cdn.example/a.jpg"></p>', 'an address with a password'],
  ['<p><img src="./Jembatan_files/a.jpg"></p>', 'a path on the disk of whoever saved the page'],
  ['<p><img src="file:///home/a.jpg"></p>', 'a file'],
  ['<p><img src="https://cdn.example/face.png" alt="😀"></p>', 'a face'],
])('%s is not wanted: %s', async (body) => {
  expect((await imported(body)).wanted).toBeUndefined()
})

test('the page’s own picture is wanted where its text has none', async () => {
  const head = `${HEAD}<meta property="og:image" content="https://cdn.example/lead.jpg">`
  expect((await imported('', { head })).wanted).toEqual([['https://cdn.example/lead.jpg']])
  expect((await imported('<p><img src="/a.jpg"></p>', { head })).wanted).toEqual([['https://kabar.example/a.jpg']])
})

test('notes in Markdown name their pictures as well', async () => {
  const note = new TextEncoder().encode('# A note\n\nSome words.\n\n![](https://cdn.example/a.png)\n')
  const result = await importBytes('note.md', note)
  expect(result).toMatchObject({ ok: true, value: { wanted: [['https://cdn.example/a.png']] } })
})

test('with the pictures it is the same text, and they are told by their bytes', async () => {
  const body = '<p><img src="/a.jpg"></p><figure><img src="/b.jpg"><figcaption>Jembatan itu</figcaption></figure>'
  const without = await imported(body)
  const fetched = {
    'https://kabar.example/a.jpg': PICTURE,
    'https://kabar.example/b.jpg': new TextEncoder().encode('<!doctype html><p>No'),
  }
  const article = await imported(body, { fetched })
  expect(article.assets).toMatchObject([{ bytes: PICTURE }])
  const [asset] = article.assets ?? []
  expect(article.fetched).toEqual({ 'https://kabar.example/a.jpg': asset?.name })
  expect(article.wanted).toEqual([['https://kabar.example/b.jpg']])
  expect(textOfContent(article.content).text).toBe(textOfContent(without.content).text)
  expect(shownIn(article, without)).toContain(`<p>${P1}</p><figure><img src="assets/${asset?.name}"`)
})

test('a picture that is a drawing is made safe', async () => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script><circle r="4"/></svg>'
  const fetched = { 'https://kabar.example/a.svg': new TextEncoder().encode(drawing) }
  const { assets = [], fetched: names } = await imported('<p><img src="/a.svg"></p>', { fetched })
  expect(Buffer.from(assets[0]?.bytes ?? []).toString()).not.toContain('script')
  expect(names).toEqual({ 'https://kabar.example/a.svg': assets[0]?.name })
})

function shownIn(article: ImportedArticle, { content, facts }: ImportedArticle): string {
  return withPictures(article, { html: content, removals: facts.removals }).content
}
