import { describe, expect, test } from 'vitest'
import type { Block, Draft } from './format-reader.ts'
import { P1, P2, P3 } from './paragraph-fixtures.ts'
import { draftOfText } from './plain-text.ts'

const TITLE = 'Warga Lembah Bangun Jembatan Bambu'

function draft(...lines: string[]): Draft {
  const result = draftOfText(lines.join('\n'), 'x.txt')
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

function kept(value: Draft): string[] {
  return value.blocks.filter((block) => block.removed === null).map((block) => block.text)
}

function leftOut(value: Draft): string[] {
  return value.blocks.filter((block) => block.removed !== null).map((block) => `${block.removed}: ${block.text}`)
}

function shape(blocks: readonly Block[]): string[] {
  return blocks.map((block) => block.tag)
}

describe('the title', () => {
  test('is the first line that is no menu or tracking line', () => {
    const value = draft('fbpx', 'Beranda', TITLE, '', P1, '', P2)
    expect(value.metadata.title).toBe(TITLE)
    expect(leftOut(value)).toEqual(['tracking: fbpx', 'menu: Beranda'])
    expect(kept(value)).toEqual([P1, P2])
  })

  test('repeated later it is left out', () => {
    expect(leftOut(draft(TITLE, '', P1, '', TITLE.toUpperCase(), '', P2))).toEqual([`repeated: ${TITLE.toUpperCase()}`])
  })

  test('as the browser tab shows it, above itself, it is left out', () => {
    const value = draft(`${TITLE} - Kabar Lembah`, TITLE, P1, P2)
    expect(value.metadata.title).toBe(TITLE)
    expect(leftOut(value)).toEqual([`repeated: ${TITLE} - Kabar Lembah`])
  })

  test('of a text without one is its first sentence, which stays', () => {
    const value = draft(`KabarLembah.com - ${P1}`, P2, P3)
    expect(value.metadata.title).toBe(
      'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan',
    )
    expect(kept(value)).toEqual([`KabarLembah.com - ${P1}`, P2, P3])
    expect(value.metadata.site).toBe('KabarLembah.com')
  })

  test('a long first sentence is cut at a clause', () => {
    expect(draft(`${P3}`, P2).metadata.title).toBe('Sebelumnya mereka harus memutar sejauh lima kilometer…')
  })

  test('a text of one line keeps it', () => {
    const value = draft('Beli benih padi')
    expect(value.metadata.title).toBe('Beli benih padi')
    expect(kept(value)).toEqual(['Beli benih padi'])
  })
})

describe('paragraphs', () => {
  test('hard-wrapped lines are joined', () => {
    const wrapped = (text: string): string => text.replace(/(.{55,70})\s/g, '$1\n')
    expect(kept(draft(TITLE, '', wrapped(P1), '', wrapped(P2), '', wrapped(P3)))).toEqual([P1, P2, P3])
  })

  test('lines that are sentences are paragraphs', () => {
    expect(kept(draft(TITLE, P1, P2, P3))).toEqual([P1, P2, P3])
  })

  test('breaks lost in copying are found again', () => {
    const glued = [P1, P2, P3, P1].join('').replaceAll('.Kepala', '.Kepala')
    expect(kept(draft(TITLE, '', glued))).toEqual([P1, P2, P3, P1])
  })

  test('headings, lists and quotations', () => {
    const value = draft(
      TITLE,
      '',
      P1,
      '',
      'Bahan yang dipakai',
      '',
      '- bambu betung',
      '- tali ijuk',
      '',
      P2,
      '',
      '> Kami membuatnya sendiri.',
      '',
      '1. ukur',
      '2. potong',
      '',
      P3,
    )
    expect(shape(value.blocks)).toEqual(['p', 'h2', 'ul', 'p', 'blockquote', 'ol', 'p'])
    expect(value.blocks[2]?.html).toBe('<ul><li>bambu betung</li><li>tali ijuk</li></ul>')
  })

  test('text is escaped', () => {
    expect(draft(TITLE, '', `${P1} a < b & c`, '', P2).blocks[0]?.html).toContain('a &lt; b &amp; c')
  })
})

test('who edited it and an outlet behind the place of its dateline are facts', () => {
  const value = draft(TITLE, '', `LEMBAH, KABAR KEI - ${P1}`, '', P2, '', 'Editor: Budi Hartono')
  expect(value.more.editors).toEqual(['Budi Hartono'])
  expect(value.metadata.site).toBe('KABAR KEI')
})

describe('what is no part of the article', () => {
  test('pointers to other articles, also glued ones', () => {
    const value = draft(
      TITLE,
      '',
      P1,
      '',
      'Baca Juga: Panen Raya di Lereng',
      '',
      `${P2} (Baca: Panen Raya di Lereng)`,
      '',
      `${P3} Baca juga: Harga Bambu Naik Lagi`,
    )
    expect(kept(value)).toEqual([P1, P2, P3])
    expect(leftOut(value)).toEqual([
      'related: Baca Juga: Panen Raya di Lereng',
      'related: (Baca: Panen Raya di Lereng)',
      'related: Baca juga: Harga Bambu Naik Lagi',
    ])
  })

  test('pointers that lost their colon go, what only explains a word stays', () => {
    const explained = P1.replace('sungai', 'sungai (baca: kali besar) dan parit (lihat: Tabel 2)')
    const value = draft(TITLE, '', explained, '', `${P2} (BacaEnam Belas Desa di Lereng Panen Raya) Sesudahnya ${P3}`)
    expect(kept(value)).toEqual([explained, P2, `Sesudahnya ${P3}`])
    expect(leftOut(value)).toEqual(['related: (BacaEnam Belas Desa di Lereng Panen Raya)'])
  })

  test('a block of other headlines after its heading', () => {
    const value = draft(
      TITLE,
      '',
      P1,
      '',
      P2,
      '',
      'Tags',
      'bambu',
      'sungai',
      '',
      'Terpopuler',
      'Panen Raya di Lereng Gunung',
      'Harga Bambu Naik Lagi',
    )
    expect(kept(value)).toEqual([P1, P2])
    expect(value.blocks.map((block) => block.removed).filter((kind) => kind !== null)).toEqual([
      'tags',
      'tags',
      'tags',
      'popular',
      'popular',
      'popular',
    ])
  })

  test('a block of other headlines in the middle ends at the next paragraph', () => {
    expect(kept(draft(TITLE, '', P1, '', 'Berita Terkait', 'Panen Raya di Lereng Gunung', '', P2, '', P3))).toEqual([
      P1,
      P2,
      P3,
    ])
  })

  test('comments at the end', () => {
    const value = draft(
      TITLE,
      '',
      P1,
      '',
      P2,
      '',
      P3,
      'qwzx',
      'March 3, 2023 @ 4:05 am',
      'What a great post, thanks for sharing this useful information with all of us',
    )
    expect(kept(value)).toEqual([P1, P2, P3])
    expect(value.blocks.slice(-3).map((block) => block.removed)).toEqual(['comment', 'comment', 'comment'])
  })

  test('comments under their heading, whatever they say', () => {
    expect(
      kept(
        draft(
          TITLE,
          '',
          P1,
          '',
          P2,
          '',
          P3,
          '',
          '2 Komentar',
          'Andi',
          'Semoga jembatan ini bertahan lama sekali ya, terima kasih warga.',
        ),
      ),
    ).toEqual([P1, P2, P3])
  })

  test('what somebody said is not taken for a comment, nor are the entries of a live report', () => {
    expect(kept(draft(TITLE, '', P1, '', P2, '', P3, '', 'Kepala desa mengatakan:', '', `“${P2}”`))).toHaveLength(5)
    const entries = ['Sari Wulandari', '3 jam lalu', P2, 'Sari Wulandari', '4 jam lalu', P3, P1]
    expect(kept(draft(TITLE, P1, ...entries, P2))).toEqual(expect.arrayContaining([P1, P2, P3]))
  })

  test('praise in the language of the article is not taken for a comment', () => {
    const english = 'The villagers built a bamboo bridge across the river before the rain came. It took them two weeks.'
    const other = 'Children use it every morning on their way to the school on the other bank of the river.'
    const last = 'Thanks for sharing this information with your neighbours, the sign at the bridge says.'
    expect(kept(draft('A Bridge of Bamboo', '', english, '', other, '', last))).toEqual([english, other, last])
  })

  test('dates, captions and credits around the text, which go into the metadata', () => {
    const value = draft(
      TITLE,
      '',
      'Sabtu, 6 Mei 2023 | 17:05 WITA',
      'Jembatan bambu /Kabar Lembah/',
      '',
      P1,
      '',
      `${P2} (Budi Hartono/KABAR LEMBAH)`,
      '',
      'Editor: Sari Wulandari',
      '',
      '© 2023 Kabar Lembah. All rights reserved',
    )
    expect(kept(value)).toEqual([P1, `${P2} (Budi Hartono/KABAR LEMBAH)`])
    expect(value.metadata).toMatchObject({
      title: TITLE,
      published: '2023-05-06T17:05+08:00',
      byline: ['Budi Hartono'],
      language: 'id',
    })
  })

  test('a cleaning that would take most of the text takes only what is sure', () => {
    const headlines = [
      'Panen Raya di Lereng Gunung Kembali Berhasil',
      'Harga Bambu Naik Lagi di Pasar Lembah',
      'Sekolah Baru Dibuka di Desa Hulu',
    ]
    const value = draft(
      TITLE,
      '',
      P1,
      'Berita Terkait',
      ...headlines,
      ...headlines,
      ...headlines,
      ...headlines,
      'Bagikan:',
    )
    expect(leftOut(value)).toEqual(['share: Bagikan:'])
    expect(kept(value)).toContain('Panen Raya di Lereng Gunung Kembali Berhasil')
  })
})

test('blank text is an empty file', () => {
  expect(draftOfText(' \n\t\n', 'x.txt')).toEqual({ ok: false, failure: { code: 'file-empty', name: 'x.txt' } })
})
