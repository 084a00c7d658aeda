import { Buffer } from 'node:buffer'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One megabyte as Simak counts them. */
const MB = 1024 * 1024

export interface ImportedFile {
  path: string
  title: string
  /** BCP 47, as the importer should find it. */
  language: string
  paragraphs: string[]
}

const HARBOUR = [
  'Pelabuhan kecil di teluk utara itu dibuka kembali pada hari Senin setelah dua tahun diperbaiki oleh warga.',
  'Sebanyak empat puluh perahu nelayan bersandar sejak pagi, dan para pedagang ikan kembali menata meja mereka.',
  'Menurut kepala desa, dermaga yang baru sanggup menahan ombak musim barat yang dahulu selalu merusak tiang kayunya.',
]
const BAKERY = [
  'Le café de la gare a rouvert ses portes mercredi, après des mois de travaux menés par les habitants du quartier.',
  '« Nous avons gardé le vieux comptoir », raconte la gérante, qui espère accueillir une centaine de clients dès l’été.',
  'La mairie a payé une partie de la façade ; le reste vient d’une collecte organisée par l’école à côté.',
]
const ORCHARD = [
  'The old orchard behind the station will stay, the town council decided on Tuesday after a long and friendly meeting.',
  'More than two hundred neighbours had signed a letter asking for the apple trees to be kept for the school children.',
  'The car park that was planned there will be built on the empty ground beside the river instead, at half the size.',
]

/** Writes one article in each format and encoding. */
export function writeArticles(folder: string): ImportedFile[] {
  const file = (name: string, bytes: string | Buffer, facts: Omit<ImportedFile, 'path'>): ImportedFile => ({
    ...facts,
    path: write(folder, name, bytes),
  })
  const harbour = { language: 'id', paragraphs: HARBOUR }
  const orchard = { language: 'en', paragraphs: ORCHARD }
  const bakery = { language: 'fr', paragraphs: BAKERY }
  const text = (title: string, paragraphs: readonly string[]): string => `${[title, ...paragraphs].join('\n\n')}\n`
  return [
    file('polos.txt', text('Pelabuhan teluk utara dibuka lagi', HARBOUR), {
      title: 'Pelabuhan teluk utara dibuka lagi',
      ...harbour,
    }),
    file('kebun.md', `# The orchard stays\n\n${ORCHARD.join('\n\n')}\n`, { title: 'The orchard stays', ...orchard }),
    file('halaman.html', page('Perahu pulang ke teluk', HARBOUR), { title: 'Perahu pulang ke teluk', ...harbour }),
    file('bom.txt', `\ufeff${text('Apples before cars', ORCHARD)}`, { title: 'Apples before cars', ...orchard }),
    file('utf16.txt', Buffer.from(`\ufeff${text('Dermaga baru, ombak lama', HARBOUR)}`, 'utf16le'), {
      title: 'Dermaga baru, ombak lama',
      ...harbour,
    }),
    file('latin.txt', windows1252(text('Le café de la gare a rouvert', BAKERY)), {
      title: 'Le café de la gare a rouvert',
      ...bakery,
    }),
  ]
}

export interface BadFile {
  path: string
  /** What the reader is told, after the file's name. */
  message: RegExp
}

/** Files that are no articles, one of each kind. */
export function writeBadFiles(folder: string): BadFile[] {
  const large = write(folder, 'besar.txt', '')
  truncateSync(large, 50 * MB + 100_000)
  mkdirSync(join(folder, 'map.txt'))
  return [
    { path: write(folder, 'gambar.txt', binary()), message: /is not a text file/ },
    { path: write(folder, 'kosong.txt', ''), message: /is empty/ },
    { path: join(folder, 'hilang.txt'), message: /could not be read \(it is not there\)/ },
    { path: join(folder, 'map.txt'), message: /holds no file that Simak can read/ },
    { path: large, message: /is 50\.1\sMB; Simak takes files up to 50\sMB/ },
    { path: write(folder, 'naskah.docx', binary()), message: /does not know the type .* txt, .*md, .*html/ },
  ]
}

/** Bytes that are no text in any encoding. */
function binary(): Buffer {
  return Buffer.from(Array.from({ length: 600 }, (_, index) => (index * 7919) % 251))
}

function write(folder: string, name: string, bytes: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function page(title: string, paragraphs: readonly string[]): string {
  const links = ['Beranda', 'Olahraga', 'Ekonomi'].map(
    (name) => `<li><a href="https://teluk.example/">${name}</a></li>`,
  )
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${title} - Kabar Teluk</title></head><body>
<nav><ul>${links.join('')}</ul></nav>
<article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>
<footer><p>Hak cipta Kabar Teluk</p></footer></body></html>`
}

/** The characters above Latin-1 that the fixtures use. */
const WINDOWS_1252: Readonly<Record<string, number>> = { '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 }

function windows1252(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => WINDOWS_1252[letter] ?? letter.charCodeAt(0)))
}
