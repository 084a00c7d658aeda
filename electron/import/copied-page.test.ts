import { expect, test } from 'vitest'
import { draftOfText } from './plain-text.ts'

const P1 =
  'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan. Mereka bekerja selama dua minggu dan memakai bambu dari kebun sendiri.'
const P2 =
  'Kepala desa mengatakan bahwa jembatan itu akan dipakai oleh anak sekolah dan petani setiap hari. Ia berharap pemerintah membantu membuat jembatan yang lebih kuat.'
const MENU =
  'Home|News|Nasional|Regional|Ekonomi|Bola|Tekno|Otomotif|Login|Register|Indeks|Foto|Video|Travel|Hiburan'.split('|')
const AROUND =
  'Berita Terkait|Pasar Induk Kembali Ramai|Harga Beras Naik Lagi di Kota|Terpopuler|Banjir Rendam Tiga Desa di Hulu|Jalan Raya Lintas Timur Ditutup|dibaca 5.268 kali|Tentang Kami|Redaksi|Karir|Kotak Pos|Info Iklan|Copyright © 2023 Kabar Lembah'.split(
    '|',
  )
const TITLE = 'Warga Lembah Bangun Jembatan Bambu'

function kept(lines: readonly string[]): { title: string; lines: string[] } {
  const draft = draftOfText(lines.join('\n'), 'x.txt')
  if (!draft.ok) throw new Error(draft.failure.code)
  const { blocks, metadata } = draft.value
  return { title: metadata.title, lines: blocks.filter(({ removed }) => removed === null).map(({ text }) => text) }
}

test('of a page that was copied whole the article stays', () => {
  const page = [
    ...MENU,
    TITLE,
    'Kamis, 5 November 2015',
    P1,
    'Kerja bersama',
    P2,
    'Apakah cukup kuat?',
    ...AROUND,
    ...MENU,
  ]
  expect(kept(page)).toEqual({ title: TITLE, lines: [P1, 'Kerja bersama', P2, 'Apakah cukup kuat?'] })
})

test('lists below its last paragraph are the article’s until something that is known begins', () => {
  const list = ['Bambu petung 40 batang', 'Tali ijuk 12 gulung', 'Papan 30 lembar']
  expect(kept([...MENU, TITLE, P1, P2, ...list, ...AROUND, ...MENU]).lines).toEqual([P1, P2, ...list])
})

test('a recipe’s lists stay, also behind a button', () => {
  const recipe = ['Bahan:', '200 ml santan', '3 butir telur', 'Cara Membuat', 'Kocok telur', 'Tuang santan, aduk rata']
  const page = [...MENU, TITLE, P1, P2, 'Cetak', ...recipe, ...AROUND, ...MENU]
  expect(kept(page).lines).toEqual([P1, P2, ...recipe])
})

test.each([
  ['a poem', Array.from({ length: 60 }, (_, at) => `Di tepi sungai aku menunggu hari ke ${at}`)],
  ['a recipe', [TITLE, P1, ...Array.from({ length: 40 }, (_, at) => `${at + 1} sendok santan kental`), P2]],
  ['a table of results', [P1, ...Array.from({ length: 60 }, (_, at) => `Regu ${at} menang ${at} kali`), P2]],
])('%s loses nothing', (_, lines) => {
  const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  const draft = kept(lines)
  const whole = words([draft.title, ...draft.lines].join(' '))
  for (const line of lines) expect(whole).toContain(words(line.replace(/^\d+ /, '')))
})
