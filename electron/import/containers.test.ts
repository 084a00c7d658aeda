import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { findBeside, readBeside } from './beside.ts'
import { sourcesOfFiles } from './expand-source.ts'
import { importBytes } from './import-file.ts'
import { type FileInZip, pngOf, zipOf } from './zip-fixtures.ts'

const P1 =
  'The villagers built a bridge of bamboo across the river before the rain came. It took them two weeks of work.'
const P2 = 'The head of the village said that children and farmers will use it every day of the year, in any weather.'
const PICTURE = pngOf(200, 100)

async function imported(name: string, bytes: Uint8Array): Promise<ImportedArticle> {
  const result = await importBytes(name, bytes)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

async function failure(name: string, bytes: Uint8Array): Promise<Failure | null> {
  const result = await importBytes(name, bytes)
  return result.ok ? null : result.failure
}

function codeOf(failure: Failure | null): string | null {
  return failure?.code ?? null
}

const CONTAINER =
  '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'

function epubOf(parts: { opf?: string; more?: FileInZip[]; encryption?: string } = {}): Uint8Array {
  const opf =
    parts.opf ??
    `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bridges of Bamboo</dc:title><dc:creator>Sari Wulandari</dc:creator><dc:language>en</dc:language><dc:publisher>Valley Press</dc:publisher><dc:date>2021-05-06</dc:date></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/><item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/><item id="pic" href="images/p%201.png" media-type="image/png"/></manifest><spine><itemref idref="one"/><itemref idref="two"/><itemref idref="one"/></spine></package>`
  const chapter = (title: string, body: string): string =>
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><h1>${title}</h1>${body}</body></html>`
  const files: FileInZip[] = [
    { name: 'mimetype', content: 'application/epub+zip', stored: true },
    { name: 'META-INF/container.xml', content: CONTAINER },
    { name: 'EPUB/book.opf', content: opf },
    {
      name: 'EPUB/nav.xhtml',
      content: `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li><a href="text/one.xhtml">The river</a><ol><li><a href="text/one.xhtml#a">Its fords</a></li></ol></li><li><a href="text/two.xhtml">The bridge</a></li></ol></nav></body></html>`,
    },
    {
      name: 'EPUB/text/one.xhtml',
      content: chapter('The river', `<p>${P1}<span/></p><img src="../images/p%201.png" alt="A bridge over a river"/>`),
    },
    {
      name: 'EPUB/text/two.xhtml',
      content: chapter('The bridge', `<p>${P2}</p><aside epub:type="footnote"><p>1. A note.</p></aside>`),
    },
    { name: 'EPUB/images/p 1.png', content: PICTURE },
    ...(parts.encryption === undefined ? [] : [{ name: 'META-INF/encryption.xml', content: parts.encryption }]),
    ...(parts.more ?? []),
  ]
  return zipOf(files)
}

describe('EPUB', () => {
  test('a book is one article with its contents, chapters and pictures', async () => {
    const { content, facts, assets, extension } = await imported('book.epub', epubOf())
    expect(extension).toBe('epub')
    expect(facts.metadata).toEqual({
      title: 'Bridges of Bamboo',
      byline: ['Sari Wulandari'],
      site: 'Valley Press',
      url: null,
      published: '2021-05-06',
      language: 'en',
    })
    expect(facts.evidence?.title).toEqual({ source: 'package', confidence: 0.95 })
    const name = assets?.[0]?.name ?? ''
    expect(content).toBe(
      `<ol><li><a href="#to-1">The river</a><ol><li>Its fords</li></ol></li><li><a href="#to-2">The bridge</a></li></ol><h2 id="to-1">The river</h2><p>${P1}</p><figure><img src="assets/${name}" alt="A bridge over a river" width="200" height="100"></figure><h2 id="to-2">The bridge</h2><p>${P2}</p><p>1. A note.</p>`,
    )
    expect(assets).toEqual([{ name, bytes: PICTURE }])
  })

  test.each([
    ['2', '<dc:creator opf:role="edt">Budi Hartono</dc:creator><dc:date opf:event="modification">2023-01-02</dc:date>'],
    [
      '3',
      '<dc:creator id="b">Budi Hartono</dc:creator><meta refines="#b" property="role">edt</meta><meta property="dcterms:modified">2023-01-02</meta>',
    ],
  ])(
    'EPUB %s: who edited a book did not write it, and when it was changed is not when it came out',
    async (_, more) => {
      const opf = `<package xmlns="http://www.idpf.org/2007/opf"><metadata><dc:title>Bridges</dc:title>${more}<dc:creator opf:role="aut">Sari Wulandari</dc:creator><dc:date>2021-05-06</dc:date></metadata><manifest><item id="one" href="text/one.xhtml"/></manifest><spine><itemref idref="one"/></spine></package>`
      const { facts } = await imported('book.epub', epubOf({ opf }))
      expect(facts.metadata).toMatchObject({ byline: ['Sari Wulandari'], published: '2021-05-06' })
      expect(facts.more).toMatchObject({ editors: ['Budi Hartono'], modified: '2023-01-02' })
    },
  )

  test('a number that leads to a note is raised', async () => {
    const chapter = `<html><body><p>${P1}<a epub:type="noteref" href="#n">1</a></p><aside id="n">A note.</aside></body></html>`
    const opf = `<package><metadata/><manifest><item id="n" href="n.xhtml"/></manifest><spine><itemref idref="n"/></spine></package>`
    const { content } = await imported('book.epub', epubOf({ opf, more: [{ name: 'EPUB/n.xhtml', content: chapter }] }))
    expect(content).toContain(`${P1}<sup><a href="#to-1">1</a></sup></p>`)
  })

  test('is told by its bytes', async () => {
    expect((await imported('book.zip.txt', epubOf())).facts.metadata.title).toBe('Bridges of Bamboo')
  })

  test('a picture is named by its bytes, not by its name', async () => {
    const more = [{ name: 'EPUB/images/fake.png', content: '<script>alert(1)</script>' }]
    const { assets } = await imported('book.epub', epubOf({ more }))
    expect(assets).toHaveLength(1)
  })

  test.each<[string, Uint8Array, string]>([
    ['cut off', epubOf().subarray(0, 900), 'archive-damaged'],
    [
      'without a package',
      zipOf([{ name: 'mimetype', content: 'application/epub+zip', stored: true }]),
      'archive-damaged',
    ],
    ['whose package has no spine', epubOf({ opf: '<package/>' }), 'archive-damaged'],
    [
      'with encrypted chapters',
      epubOf({
        encryption:
          '<encryption><EncryptedData><CipherData><CipherReference URI="EPUB/text/one.xhtml"/></CipherData></EncryptedData></encryption>',
      }),
      'archive-protected',
    ],
    [
      'with names that lead out of it',
      epubOf({ more: [{ name: '../../evil.xhtml', content: 'x' }] }),
      'archive-unsafe',
    ],
    ['with absolute names', epubOf({ more: [{ name: '/etc/evil.xhtml', content: 'x' }] }), 'archive-unsafe'],
    [
      'that claims too many bytes',
      epubOf({ more: [{ name: 'a.xhtml', content: 'x', claims: 0x7fffffff }] }),
      'archive-too-large',
    ],
    [
      'that unpacks to more than it claims',
      epubOf({ more: [{ name: 'a.xhtml', content: new Uint8Array(1e6), claims: 10 }] }),
      'archive-damaged',
    ],
    ['with a password', epubOf({ more: [{ name: 'a.xhtml', content: 'x', encrypted: true }] }), 'archive-protected'],
  ])('a book %s says so', async (_, bytes, code) => {
    expect(codeOf(await failure('book.epub', bytes))).toBe(code)
  })

  test('what refers in circles is read once', async () => {
    const opf = `<package><metadata><dc:title>Circles</dc:title></metadata><manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="one" href="text/one.xhtml" fallback="two" media-type="application/xhtml+xml"/><item id="two" href="text/two.xhtml" fallback="one" media-type="application/xhtml+xml"/><item id="self" href="book.opf" media-type="application/oebps-package+xml"/></manifest><spine toc="nav"><itemref idref="nav"/>${'<itemref idref="one"/><itemref idref="two"/><itemref idref="self"/>'.repeat(50)}</spine></package>`
    const nav = `<nav epub:type="toc"><ol><li><a href="nav.xhtml">Itself</a></li><li><a href="text/one.xhtml">One</a><ol><li><a href="../EPUB/nav.xhtml#x">Back</a></li></ol></li><li><a href="text/two.xhtml">Two</a></li></ol></nav>`
    const chapter = (own: string, other: string): string =>
      `<html><body><iframe src="${own}.xhtml"></iframe><object data="${other}.xhtml"></object><p><a href="${other}.xhtml">to ${other}</a> of chapter ${own}</p></body></html>`
    const more = [
      { name: 'EPUB/nav.xhtml', content: nav },
      { name: 'EPUB/text/one.xhtml', content: chapter('one', 'two') },
      { name: 'EPUB/text/two.xhtml', content: chapter('two', 'one') },
    ]
    const { content } = await imported('book.epub', epubOf({ opf, more }))
    expect(content.match(/of chapter one/g)).toHaveLength(1)
    expect(content.match(/of chapter two/g)).toHaveLength(1)
  })

  test('entities that unfold into one another are not unfolded', async () => {
    const entities = Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('')
    const opf = `<!DOCTYPE package [<!ENTITY e0 "ha">${entities}]><package><metadata><dc:title>&e20;</dc:title></metadata><manifest><item id="one" href="text/one.xhtml"/></manifest><spine><itemref idref="one"/></spine></package>`
    expect((await imported('book.epub', epubOf({ opf }))).facts.metadata.title.length).toBeLessThan(100)
  })

  test.each([
    ['texts', 'EPUB/text/one.xhtml', `<p>${P1}</p>`.repeat(180_000), 'import-failed'],
    ['a package', 'EPUB/book.opf', `<package>${'<item/>'.repeat(1_500_000)}</package>`, 'archive-damaged'],
  ])('a book with %s larger than any is refused before it is parsed', async (_, name, content, code) => {
    const book = epubOf({ more: [{ name, content }] })
    const before = process.threadCpuUsage().user
    expect(codeOf(await failure('book.epub', book))).toBe(code)
    expect((process.threadCpuUsage().user - before) / 1000).toBeLessThan(3000)
  })

  const SAMPLES = new URL('../../../shared/corpora/epub/', import.meta.url)
  test.skipIf(!existsSync(SAMPLES))('the odd samples (of ../shared) are read or refused', async () => {
    for (const file of readdirSync(SAMPLES)) {
      const result = await importBytes(file, new Uint8Array(readFileSync(new URL(file, SAMPLES))))
      if (result.ok) expect(result.value.facts.metadata.title, file).not.toBe('')
      else expect(result.failure.code, file).toBe('file-without-article')
    }
  })
})

describe('MHTML', () => {
  const page = `<html><head><title>A Bridge of Bamboo</title></head><body><article><h1>A Bridge of Bamboo</h1><p>${P1}</p><p>${P2}</p><p>Caf=C3=A9, =\r\n<img src=3D"https://valley.example/p.png" alt=3D"A bridge over the river"><img src=3D"cid:two@valley" alt=3D""></p><p>${P1} Again.</p></article></body></html>`
  const message = (end = '--xyz--\r\n'): Uint8Array =>
    new TextEncoder().encode(
      [
        'From: <Saved by Blink>',
        'Snapshot-Content-Location: https://valley.example/bridge',
        'MIME-Version: 1.0',
        'Content-Type: multipart/related;',
        '\ttype="text/html";',
        '\tboundary="xyz"',
        '',
        '',
        '--xyz',
        'Content-Type: text/html',
        'Content-Transfer-Encoding: quoted-printable',
        'Content-Location: https://valley.example/bridge',
        '',
        page,
        '--xyz',
        'Content-Type: image/png',
        'Content-Transfer-Encoding: base64',
        'Content-Location: https://valley.example/p.png',
        '',
        Buffer.from(PICTURE).toString('base64').replace(/.{76}/g, '$&\r\n'),
        '--xyz',
        'Content-Type: image/png',
        'Content-ID: <two@valley>',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from(PICTURE).toString('base64'),
        end,
      ].join('\r\n'),
    )

  test('a saved page has its text, its address and its pictures, each once', async () => {
    const { content, facts, assets } = await imported('page.mhtml', message())
    expect(facts.metadata).toMatchObject({ title: 'A Bridge of Bamboo', url: 'https://valley.example/bridge' })
    expect(content).toContain('Café,')
    expect(content.match(/<img src="assets\//g)).toHaveLength(2)
    expect(assets?.map((asset) => asset.bytes)).toEqual([PICTURE])
  })

  test('the picture that the page gives for itself leads an article without one', async () => {
    const lead = '<meta property=3D"og:image" content=3D"https://valley.example/p.png"></head>'
    const bytes = Buffer.from(message())
      .toString('latin1')
      .replace('</head>', lead)
      .replace(/<img[^>]*>/g, '')
    const { content, assets } = await imported('page.mhtml', new Uint8Array(Buffer.from(bytes, 'latin1')))
    const figure = `<figure><img src="assets/${assets?.[0]?.name}" alt="" width="200" height="100"></figure>`
    expect(content.startsWith(figure)).toBe(true)
    expect(content.match(/<img/g)).toHaveLength(1)
  })

  test('is told by its bytes', async () => {
    expect((await imported('page.html', message())).extension).toBe('mhtml')
  })

  test('one that is cut off still has what came', async () => {
    expect((await imported('page.mht', message(''))).content).toContain('children and farmers')
  })

  test('one without a boundary says so', async () => {
    const bytes = new TextEncoder().encode('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nwords')
    expect(codeOf(await failure('page.mhtml', bytes))).toBe('archive-damaged')
  })
})

describe('pictures beside a page', () => {
  test('pictures of a `picture` and right below the last paragraph are the article’s, one that is missing has its frame', async () => {
    const source = `<picture><source data-srcset="Bridge_files/p%201.png 1x" srcset="blank.png"><img src="none.jpg" alt="A bridge over the river"></picture>`
    const body = `<p>${P1}</p>${source}<p>${P2}</p><img src="gone.jpg" alt="The ferry before the bridge"><p>${P1} Again.</p><figure><img src="Bridge_files/large.png"></figure><p>Read more</p><img src="Bridge_files/large.png" alt="Who wrote it">`
    const page = `<html><head><title>A Bridge of Bamboo</title></head><body><article><h1>A Bridge of Bamboo</h1>${body}</article></body></html>`
    const find = (address: string): Uint8Array | null =>
      address === 'Bridge_files/p%201.png'
        ? pngOf(200, 100)
        : address === 'Bridge_files/large.png'
          ? pngOf(600, 400)
          : null
    const result = await importBytes('Bridge.html', new TextEncoder().encode(page), { find })
    const figures = result.ok ? result.value.content.match(/<figure>.*?<\/figure>/g) : null
    expect(figures?.map((figure) => figure.replace(/assets\/\w+/, ''))).toEqual([
      '<figure><img src=".png" alt="A bridge over the river" width="200" height="100"></figure>',
      '<figure><img alt="The ferry before the bridge"></figure>',
      '<figure><img src=".png" alt="" width="600" height="400"></figure>',
    ])
  })

  const html = `<html><head><title>A Bridge of Bamboo</title></head><body><article><h1>A Bridge of Bamboo</h1><p>${P1}</p><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" data-src="Bridge_files/p%201.png" alt="A bridge over the river"><p>${P2}</p><p>${P1} Again.</p></article></body></html>`

  test('a page that is loaded late shows its real pictures', async () => {
    const find = (address: string): Uint8Array | null => findBeside({ 'Bridge_files/p 1.png': PICTURE }, address)
    const result = await importBytes('Bridge.html', new TextEncoder().encode(html), { find })
    if (!result.ok) throw new Error(result.failure.code)
    expect(result.value.assets).toHaveLength(1)
    expect(result.value.content).toContain('alt="A bridge over the river" width="200" height="100"')
  })

  test('files of a dropped folder find each other', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
    const sources = sourcesOfFiles([
      { path: 'f/Bridge.html', bytes: bytes(html) },
      { path: 'f/Bridge_files/p 1.png', bytes: PICTURE },
      { path: 'f/Bridge_files/frame.html', bytes: bytes('<p>x</p>') },
      { path: 'f/notes.txt', bytes: bytes('words') },
      { path: 'f/program.exe', bytes: bytes('x') },
    ])
    expect(sources.map(({ name }) => name)).toEqual(['Bridge.html', 'notes.txt'])
    expect(await sources[0]?.readBeside?.('Bridge_files/p 1.png')).toEqual(PICTURE)
    expect(await sources[0]?.readBeside?.('../etc/passwd')).toBeNull()
  })

  test('only what the page names is read, and nothing outside its folder', async () => {
    const asked: string[] = []
    const source =
      '<img src="a/b.png"><img src="../c.png"><img src="/d.png"><img src="https://x.example/e.png"><img src="a/%2e%2e/f.png"><img srcset="g.png 1x, h.webp 2x"><a src="x.exe">'
    await readBeside(new TextEncoder().encode(source), (path) => {
      asked.push(path)
      return Promise.resolve(null)
    })
    expect(asked).toEqual(['a/b.png', 'g.png', 'h.webp'])
  })

  test('a hostile SVG keeps its picture only', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" onload="alert(1)"><script>alert(1)</script><style>@import url(https://x.example)</style><image href="https://x.example/p.png"/><use href="#a"/><use href="https://x.example/#a"/><rect id="a" width="9" height="9" fill="url(https://x.example)"/><a href="javascript:alert(1)"><text>x</text></a><foreignObject><body onload="alert(1)"/></foreignObject></svg>`
    const page = html.replace('Bridge_files/p%201.png', 'p.svg')
    const result = await importBytes('Bridge.html', new TextEncoder().encode(page), {
      find: () => new TextEncoder().encode(svg),
    })
    if (!result.ok) throw new Error(result.failure.code)
    const kept = new TextDecoder().decode(result.value.assets?.[0]?.bytes)
    expect(result.value.assets?.[0]?.name).toMatch(/\.svg$/)
    expect(kept).toMatch(/^<svg [^>]*width="300"/)
    expect(kept).toContain('<rect')
    expect(kept).not.toMatch(/script|onload|x\.example|style|foreignObject|javascript/)
  })
})
