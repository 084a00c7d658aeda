import { expect, test } from 'vitest'
import { anchor } from './anchor.ts'
import { findCandidates } from './candidates.ts'
import { describe } from './describe.ts'
import { prepare } from './prepare.ts'
import { wantedOf } from './wanted.ts'

const said = 'harga beras, gula dan cabai naik lagi menurut para pedagang'
const morning = `Pagi di pasar lama: ${said} yang berjualan di dekat gerbang timur.`
const evening = `Sorenya di balai desa, ${said} itu sendiri ketika ditanya wartawan.`
const end = 'Hari berikutnya tidak ada yang berubah, kecuali cuaca yang lebih cerah.'
const second = (text: string) => describe(text, text.lastIndexOf(said), text.lastIndexOf(said) + said.length)
const selectors = second(`${morning}\n${evening}\n${end}`)

test('of two equals one went: the other is not taken for it', () => {
  expect(anchor(prepare(`${morning}\n${end}`), selectors)).toMatchObject({ state: 'uncertain', why: 'weak-context' })
})

test('the only one left is taken where its context says so', () => {
  const text = `Pagi hujan.\n${evening}\n${end}`
  expect(anchor(prepare(text), selectors)).toMatchObject({ start: text.indexOf(said), state: 'moved' })
})

test('two equals that changed places keep their context', () => {
  const text = `${evening}\n${morning}\n${end}`
  expect(anchor(prepare(text), selectors)).toMatchObject({ start: text.indexOf(said), state: 'moved' })
})

test('context and order that speak for different places leave a doubt', () => {
  const text = `Banyak yang berjualan di dekat gerbang timur.\nSorenya di balai desa, ${said} itu sendiri.\n${end}\nMalamnya di kantor camat, ${said} itu sendiri.\n${end}`
  expect(
    anchor(prepare(text), second(`${morning}\nSorenya di balai desa, ${said} itu sendiri.\n${end}`)),
  ).toMatchObject({
    state: 'uncertain',
    why: 'several-places',
  })
})

const day = (name: string, grams: number) =>
  `${name}: Sarapan setengah mangkuk bubur, ${grams} gram ayam rebus, satu mangkuk bayam dan satu sendok minyak zaitun. ${'Istirahat dan minum air putih. '.repeat(12)}`
test('a near copy is looked at beside a passage that is convincing', () => {
  const before = `${day('Senin', 40)}\n${day('Selasa', 80)}\n${day('Rabu', 60)}`
  const quote = '80 gram ayam rebus, satu mangkuk bayam'
  const [own, position, place] = describe(before, before.indexOf(quote), before.indexOf(quote) + quote.length)
  const after = before.replace('80 gram ayam rebus', '80 gram ayam kukus')
  const { found } = findCandidates(prepare(after), wantedOf(own, position, place))
  expect(found.length).toBe(3)
})

test('pieces of the quote spread over other sentences are not the quote', () => {
  const quote =
    'Gubernur meresmikan jembatan baru di atas sungai besar bersama warga kampung nelayan yang sudah menunggu ' +
    'sejak pagi di bawah terik matahari sambil membawa bendera kecil'
  const text = `Berita hari ini.\n${quote}.\nSelesai.`
  const after =
    'Lain hari.\nGubernur meresmikan jembatan itu lagi setelah rusak berat oleh banjir bandang pada bulan Januari ' +
    'bersama warga kampung lain, tetapi hujan turun deras dan acaranya dipindah ke gedung olahraga, tempat orang ' +
    'sejak pagi di bawah tenda mengantre sembako sementara anak-anak sekolah dasar membawa bendera kecil.\nPenutup.'
  const selectors = describe(text, text.indexOf(quote), text.indexOf(quote) + quote.length)
  expect(anchor(prepare(after), selectors)).toMatchObject({ state: 'uncertain', why: 'weak-match' })
})

test('a copy in front does not take the number of the original that changed', () => {
  const line =
    'Tambahkan satu sendok minyak zaitun lalu aduk pelan sampai rata. ' + 'Istirahat dan minum air putih. '.repeat(12)
  const lines = line.repeat(4)
  const quote = 'satu sendok minyak zaitun lalu aduk pelan'
  const start = line.length * 2 + line.indexOf(quote)
  const edited = lines.slice(0, start) + quote.replace('zaitun', 'zaitum') + lines.slice(start + quote.length)
  const selectors = describe(lines, start, start + quote.length)
  const after = `${quote}\nResep lama kami.\n${edited}`
  expect(anchor(prepare(after), selectors)).toMatchObject({ state: 'uncertain', why: 'several-places' })
})
