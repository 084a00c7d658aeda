import { describe, expect, test } from 'vitest'
import type { RemovalKind } from '#shared/article.ts'
import { ruleFor, sectionFor } from './clean-blocks.ts'

const KNOWN: readonly (readonly [string, RemovalKind])[] = [
  ['fbpx', 'tracking'],
  ['ADVERTISEMENT', 'tracking'],
  ['SCROLL TO CONTINUE WITH CONTENT', 'tracking'],
  ['Advertisement - Scroll untuk melanjutkan membaca', 'tracking'],
  ['(adsbygoogle = window.adsbygoogle || []).push({});', 'tracking'],
  ['Baca Juga: Warga Desa Menanam Seribu Pohon', 'related'],
  ['BACA JUGA : Warga Desa Menanam Seribu Pohon', 'related'],
  ['Baca juga Warga Desa Menanam Seribu Pohon', 'related'],
  ['- Simak juga: Panen Raya di Lereng Gunung', 'related'],
  ['Lihat Juga: Video Panen Raya', 'related'],
  ['Baca: Warga Desa Menanam Seribu Pohon', 'related'],
  ['Baca selengkapnya: Panen Raya', 'related'],
  ['Pilihan Editor: Panen Raya di Lereng Gunung', 'related'],
  ['Read also: The river that changed its bed', 'related'],
  ['Also read | The river that changed its bed', 'related'],
  ['[Gambas:Video 20detik]', 'related'],
  ['Halaman Selanjutnya: Petani tetap menanam', 'related'],
  ['Bagikan:', 'share'],
  ['Share on Facebook', 'share'],
  ['Facebook Twitter WhatsApp Telegram', 'share'],
  ['Click to share on Twitter (Opens in new window)', 'share'],
  ['Ikuti kami di Google News', 'share'],
  ['Simak berita dan artikel pilihan lainnya di Google News', 'share'],
  ['Gabung grup WhatsApp kami untuk kabar terbaru', 'share'],
  ['1.204 views', 'share'],
  ['Home » Berita » Daerah', 'menu'],
  ['Beranda', 'menu'],
  ['Skip to content', 'menu'],
  ['Tentang Kami | Redaksi | Pedoman Media Siber | Kontak', 'menu'],
  ['Tags: sungai, banjir, desa', 'tags'],
  ['Topik: sungai', 'tags'],
  ['#sungai #banjir #desa', 'tags'],
  ['© 2024 Kabar Sungai', 'copyright'],
  ['Copyright 2024 Kabar Sungai. All Rights Reserved.', 'copyright'],
  ['Editor: Sari Wulandari', 'credit'],
  ['Penulis : Budi Hartono', 'credit'],
  ['Reporter: Budi Hartono | Editor: Sari Wulandari', 'credit'],
  ['Sumber: KabarSungai.com', 'credit'],
  ['Foto: Sari Wulandari', 'credit'],
  ['Warga menyeberangi jembatan bambu (Foto: Dok. Desa)', 'credit'],
  ['Warga menyeberangi jembatan bambu /Kabar Sungai/', 'credit'],
  ['3 menit baca', 'credit'],
  ['(bdi/sri)', 'credit'],
  ['Artikel ini telah tayang di KabarSungai.com dengan judul "Jembatan Bambu"', 'disclaimer'],
  ['Disclaimer: isi tulisan ini tanggung jawab penulisnya', 'disclaimer'],
  ['The post The old bridge appeared first on River News.', 'disclaimer'],
]

const ARTICLE: readonly string[] = [
  'Bagikan tanah itu kepada warga yang tidak punya lahan, kata kepala desa.',
  'Baca juga merupakan hak setiap anak, dan sekolah desa itu memberinya tempat.',
  'Editor majalah itu mengundurkan diri pada hari Senin.',
  'Sumber air di lereng gunung mulai kering sejak musim kemarau tahun lalu.',
  'Sumber: laporan tahunan desa. Angka-angka di dalamnya dihitung oleh warga. Semua boleh membacanya.',
  'Facebook and Twitter were both fined by the court on Monday.',
  'Home prices rose again in the river towns this spring.',
  'Foto itu diambil dari atas jembatan bambu.',
  'Tags are small pieces of paper tied to the fish.',
  'Follow the river to the sea and you will find the old mill.',
  'Ia membaca juga surat-surat lama dari kakeknya.',
  'Hak cipta atas lagu itu tetap milik penciptanya.',
  'Komentar warga itu membuat kepala desa berubah pikiran.',
  'Kawasan ini memang langganan banjir, kata warga yang tinggal di sini.',
  'Warga diminta cek informasi cuaca di aplikasi milik pemerintah.',
  'Simak penjelasan kepala desa tentang itu berikut ini:',
  'You all know how this bridge was built, right? [LAUGHTER]',
  'Get updates from the settings menu before you plug in the device.',
]

/** What outlets of Europe say, and sentences that begin like it. */
const EUROPEAN: readonly (readonly [string, string, RemovalKind | null])[] = [
  ['de', 'Lesen Sie auch: Der Markt zieht um', 'related'],
  ['de', 'Auf Facebook teilen', 'share'],
  ['de', 'Der Hof wollte teilen, was von der Ernte geblieben war.', null],
  ['de', 'Von den Brücken im Tal ist keine älter als hundert Jahre.', null],
  ['fr', 'À lire aussi | Le marché déménage', 'related'],
  ['fr', 'Partager les fruits du travail, voilà ce que demande le village.', null],
  ['fr', 'Par la route il faut une heure.', null],
  ['es', 'Síguenos en Twitter', 'share'],
  ['es', 'Lea también este libro, dijo el maestro a los niños del pueblo.', null],
  ['it', '© RIPRODUZIONE RISERVATA', 'copyright'],
  ['nl', 'De Rode Duivels', null],
  ['pl', 'Wszelkie prawa zastrzeżone', 'copyright'],
  ['ru', 'Читайте также: Почему закрыт вокзал', 'related'],
  ['tr', 'Tüm hakları saklıdır', 'copyright'],
]

describe('single lines', () => {
  test.each(KNOWN)('%s', (line, kind) => {
    expect(ruleFor(line)?.kind).toBe(kind)
  })

  test.each(ARTICLE)('stays: %s', (line) => {
    expect(ruleFor(line)).toBeNull()
  })
})

test.each(EUROPEAN)('%s: %s', (language, line, kind) => {
  expect(ruleFor(line, language)?.kind ?? null).toBe(kind)
})

describe('headings of what is no article', () => {
  test.each<[string, RemovalKind]>([
    ['Tags', 'tags'],
    ['Terkini', 'popular'],
    ['TERPOPULER', 'popular'],
    ['Most Popular', 'popular'],
    ['Berita Terkait', 'related'],
    ['Related Posts:', 'related'],
    ['Jangan Lewatkan!!!', 'related'],
    ['Leave a Reply', 'comment'],
    ['3 Komentar', 'comment'],
    ['Tinggalkan Balasan', 'comment'],
    ['Follow us', 'share'],
  ])('%s', (line, kind) => {
    expect(sectionFor(line)?.kind).toBe(kind)
  })

  test.each([
    'Pendekatan baru di lembah',
    'Terkini dan terpercaya bagi warga desa di lembah sungai',
    'Kabar dari hulu',
    'Responses to the flood',
    'Comments on the draft of the law',
    'The discussion',
    'What do you think of the new bridge?',
    'Tanggapan di media sosial',
  ])('is none: %s', (line) => {
    expect(sectionFor(line)).toBeNull()
  })
})
