import { describe, expect, test } from 'vitest'
import type { ImportedArticle } from '#shared/article.ts'
import { importBytes } from './import-file.ts'
import { P1, P2, P3 } from './paragraph-fixtures.ts'

const TITLE = 'Warga Lembah Bangun Jembatan Bambu'

async function imported(html: string): Promise<ImportedArticle> {
  const result = await importBytes('page.html', new TextEncoder().encode(html))
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

function page(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>${TITLE} - Kabar Lembah</title>${head}</head><body>${body}</body></html>`
}

const ARTICLE = `<article><h1>${TITLE}</h1><div class="date">Sabtu, 6 Mei 2023 | 17:05 WIB</div><div class="body"><div><p>${P1}</p><p>${P2}</p><p>${P3}</p></div></div></article>`

describe('the article of a page', () => {
  test('a list of tasks says what is done', async () => {
    const list =
      '<ul><li><input type="checkbox" checked disabled> bambu</li><li><input type="checkbox" disabled> tali</li></ul>'
    const { content } = await imported(page(ARTICLE.replace(`<p>${P2}</p>`, `${list}<p>${P2}</p>`)))
    expect(content).toContain('<ul><li>☑ bambu</li><li>☐ tali</li></ul>')
  })

  test('a poem keeps its short lines, and Japanese its paragraphs', async () => {
    const poem = Array.from(
      { length: 30 },
      (_, at) => `Di tepi sungai${at % 3 === 0 ? '' : ' aku menunggu hari ke'} ${at}`,
    )
    const verses = (
      await imported(page(`<article><h1>${TITLE}</h1>${poem.map((line) => `<p>${line}</p>`).join('')}</article>`))
    ).content
    for (const line of poem) expect(verses).toContain(`<p>${line}</p>`)
    const sentence =
      '村の人々は雨の前に川に竹の橋をかけた。二週間の仕事だったが、子どもたちは毎朝その橋を渡って学校へ行く。'
    const short = '橋は強い'
    const body = `<article><h1>竹の橋</h1><p>${sentence}</p><p>${short}</p><p>${sentence.slice(19)}</p><p>関連記事</p></article>`
    const { content, facts } = await imported(page(body).replace('lang="en"', 'lang="ja"'))
    expect(content).toContain(`<p>${sentence}</p><p>${short}</p><p>${sentence.slice(19)}</p>`)
    expect(content).not.toContain('関連記事')
    expect(facts.metadata.language).toBe('ja')
  })

  test('is a flat sequence of blocks; all else is left out, with kind and place', async () => {
    const { content, facts } = await imported(
      page(
        `<nav><ul><li><a href="/">Beranda</a></li><li><a href="/d">Daerah</a></li></ul></nav>${ARTICLE}<div class="related"><h3>Berita Terkait</h3><p><a href="/x">Panen Raya di Lereng</a></p></div><footer>© 2023 Kabar Lembah</footer>`,
      ),
    )
    expect(content).toBe(`<p>${P1}</p><p>${P2}</p><p>${P3}</p>`)
    expect(facts.metadata).toMatchObject({ title: TITLE, published: '2023-05-06T17:05+07:00', language: 'id' })
    expect(facts.removals.map(({ kind, text, before }) => [kind, text, before])).toEqual([
      ['menu', 'Beranda · Daerah', 0],
      ['credit', 'Sabtu, 6 Mei 2023 | 17:05 WIB', 0],
      ['related', 'Berita Terkait', 3],
      ['related', 'Panen Raya di Lereng', 3],
      ['copyright', '© 2023 Kabar Lembah', 3],
    ])
  })

  test('pointers to other articles, glued or not, go', async () => {
    const body = `<p>${P1} <strong>Baca juga: <a href="https://a.example/x">Panen Raya di Lereng</a></strong></p><p><b>Baca Juga:</b> <a href="https://a.example/y">Harga Bambu</a></p><p>${P2} (Baca: <a href="https://a.example/z">Sekolah Baru Dibuka</a>)</p><p>${P3}</p>`
    const { content, facts } = await imported(page(`<article><h1>${TITLE}</h1>${body}</article>`))
    expect(content).toBe(`<p>${P1}</p><p>${P2}</p><p>${P3}</p>`)
    expect(facts.removals.map(({ kind, before }) => [kind, before])).toEqual([
      ['related', 1],
      ['related', 1],
      ['related', 2],
    ])
  })

  test('a heading with its links in one paragraph goes, and what only screen readers were told', async () => {
    const body = `<p>${P1}</p><p>JANGAN LEWATKAN<br><a href="https://a.example/x">Panen Raya di Lereng</a><br><a href="https://a.example/y">Sekolah Baru Dibuka</a></p><p><span class="x visually-hidden">Keterangan gambar</span>${P2}</p><p>${P3}</p>`
    const { content, facts } = await imported(page(`<article><h1>${TITLE}</h1>${body}</article>`))
    expect(content).toBe(`<p>${P1}</p><p>${P2}</p><p>${P3}</p>`)
    expect(facts.removals.map(({ kind }) => kind)).toEqual(['related'])
  })

  test('one list of links in the text points elsewhere, a list after every paragraph is what it is about', async () => {
    const list = '<ul><li><a href="https://a.example/x">Beli Tali Bambu di Toko Lembah</a></li></ul>'
    const once = await imported(page(`<article><p>${P1}</p>${list}<p>${P2}</p><p>${P3}</p></article>`))
    expect(once.content).not.toContain('Beli Tali')
    const offers = Array.from({ length: 7 }, (_, index) => `<p>${P1} Nomor ${index}.</p>${list}`).join('')
    const many = await imported(page(`<article>${offers}<p>${P2}</p><p>${P3}</p></article>`))
    expect(many.content.match(/Beli Tali/g)).toHaveLength(7)
  })

  test('its structure survives', async () => {
    const body = `<p>${P1}</p><h3>Bahan</h3><ul><li>bambu <em>betung</em></li><li><div>tali</div></li></ul><p>${P2}</p><blockquote><div>Kami membuatnya sendiri.</div></blockquote><table><tr><th>Bulan</th><td>Mei</td></tr></table><p>H<sub>2</sub>O, x<sup>2</sup>, <code>a  b</code>, <ruby>漢<rt>kan</rt></ruby></p><pre>a\n  b</pre><figure><img src="https://a.example/p.jpg" alt="x"><figcaption>Jembatan itu (Foto: Warga)</figcaption></figure><p>${P3}</p>`
    const { content } = await imported(page(`<article><h1>${TITLE}</h1>${body}</article>`))
    expect(content).toContain('<h3>Bahan</h3><ul><li>bambu <em>betung</em></li><li>tali</li></ul>')
    expect(content).toContain('<blockquote><p>Kami membuatnya sendiri.</p></blockquote>')
    expect(content).toMatch(/<table><tbody><tr><th>Bulan<\/th><td>Mei<\/td><\/tr><\/tbody><\/table>/)
    expect(content).toContain('H<sub>2</sub>O, x<sup>2</sup>, <code>a b</code>, <ruby>漢<rt>kan</rt></ruby>')
    expect(content).toContain('<pre>a\n  b</pre>')
    // The picture did not come along: its place stays, and nothing is ever fetched.
    expect(content).toContain('<figure><img alt=""><figcaption>Jembatan itu (Foto: Warga)</figcaption></figure>')
    expect(content).not.toContain('p.jpg')
  })

  test('lines divided by breaks are paragraphs, a short bold one is a heading', async () => {
    const { content } = await imported(
      page(`<h1>${TITLE}</h1><div id="isi">${P1}<br><br>${P2}<br /><br /><b>Awal mula</b><br><br>${P3}</div>`),
    )
    expect(content).toBe(`<p>${P1}</p><p>${P2}</p><h3>Awal mula</h3><p>${P3}</p>`)
  })

  test('links are absolute where the page says where it is from, else they are text', async () => {
    const body = `<p>${P1} <a href="../x?y=1">satu</a> <a href="#n">dua</a> <a href="mailto:a@b.example">tiga</a></p><p>${P2}</p>`
    const known = await imported(
      page(`<article>${body}</article>`, '<link rel="canonical" href="https://lembah.example/a/b">'),
    )
    expect(known.content).toContain(
      '<a href="https://lembah.example/x?y=1">satu</a> dua <a href="mailto:a@b.example">tiga</a>',
    )
    expect(known.facts.metadata.url).toBe('https://lembah.example/a/b')
    expect((await imported(page(`<article>${body}</article>`))).content).toContain(
      'satu dua <a href="mailto:a@b.example">tiga</a>',
    )
  })

  test('a page with next to nothing on it is taken whole', async () => {
    expect((await imported('<p>Beli benih padi</p><p>dan pupuk</p>')).content).toBe(
      '<p>Beli benih padi</p><p>dan pupuk</p>',
    )
  })

  test('mark-up without html or body is a page too', async () => {
    expect((await imported(`<title>${TITLE}</title><div><p>${P1}</p><p>${P2}</p><p>${P3}</p></div>`)).content).toBe(
      `<p>${P1}</p><p>${P2}</p><p>${P3}</p>`,
    )
  })
})

describe('metadata', () => {
  test('JSON-LD first', async () => {
    const data = {
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebSite', name: 'x' },
        {
          '@type': ['NewsArticle'],
          headline: `${TITLE} &amp; Jalan`,
          author: [{ name: 'Sari Wulandari' }, { name: 'Budi Hartono' }],
          datePublished: '2023-05-06T10:05:00+07:00',
          publisher: { name: 'Kabar Lembah' },
          mainEntityOfPage: { '@id': 'https://lembah.example/j' },
        },
      ],
    }
    const { facts } = await imported(
      page(
        `<article><p>${P1}</p><p>${P2}</p></article>`,
        `<script type="application/ld+json">${JSON.stringify(data)}</script><meta property="og:site_name" content="Lain">`,
      ),
    )
    expect(facts.metadata).toEqual({
      title: `${TITLE} & Jalan`,
      byline: ['Sari Wulandari', 'Budi Hartono'],
      site: 'Kabar Lembah',
      url: 'https://lembah.example/j',
      published: '2023-05-06T10:05+07:00',
      language: 'id',
    })
  })

  test('JSON-LD in a CDATA section, as pages kept as XHTML have it', async () => {
    const data = { '@type': 'Article', headline: TITLE, datePublished: '2023-05-06T10:05:00+07:00' }
    for (const [before, after] of [
      ['<![CDATA[', ']]>'],
      ['//<![CDATA[', '//]]>'],
      ['/*<![CDATA[*/', '/*]]>*/'],
    ]) {
      const script = `<script type="application/ld+json">\n${before}\n${JSON.stringify(data)}\n${after}\n</script>`
      const { facts } = await imported(page(`<article><p>${P1}</p><p>${P2}</p></article>`, script))
      expect(facts.metadata.published).toBe('2023-05-06T10:05+07:00')
    }
  })

  test('a headline that the window title confirms is more than a shorter one above the text', async () => {
    const data = { '@type': 'Article', headline: TITLE }
    const script = `<script type="application/ld+json">${JSON.stringify(data)}</script><meta property="og:title" content="Jembatan Warga">`
    const { facts } = await imported(page(`<article><h1>Jembatan Warga</h1><p>${P1}</p><p>${P2}</p></article>`, script))
    expect(facts.metadata.title).toBe(TITLE)
  })

  test('meta tags, with the outlet taken off the title', async () => {
    const head = `<meta property="og:title" content="${TITLE} | Kabar Lembah"><meta property="og:site_name" content="Kabar Lembah"><meta name="author" content="Oleh: Sari Wulandari"><meta property="article:published_time" content="2023-05-06"><meta property="og:url" content="https://lembah.example/j">`
    const { facts } = await imported(page(`<article><p>${P1}</p><p>${P2}</p></article>`, head))
    expect(facts.metadata).toMatchObject({
      title: TITLE,
      byline: ['Sari Wulandari'],
      site: 'Kabar Lembah',
      published: '2023-05-06',
      url: 'https://lembah.example/j',
    })
  })

  test('a saved page says where it is from', async () => {
    const { facts } = await imported(
      `<!doctype html>\n<!-- saved from url=(0030)https://lembah.example/jembatan -->\n<html><body><p>${P1}</p></body></html>`,
    )
    expect(facts.metadata.url).toBe('https://lembah.example/jembatan')
  })
})
