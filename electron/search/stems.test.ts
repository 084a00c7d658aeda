import { describe, expect, test } from 'vitest'
import { stemKeys, type StemLanguage } from './stems.ts'

/** Two words belong together where they share a key; each is a key of itself. */
function together(a: string, b: string, language: StemLanguage): boolean {
  const keys = new Set([a, ...stemKeys(a, language)])
  return [b, ...stemKeys(b, language)].some((key) => keys.has(key))
}

describe('Indonesian', () => {
  test.each([
    ['tulis', ['menulis', 'ditulis', 'tulisan', 'penulis', 'penulisan', 'menuliskan', 'tertulis', 'tulisnya']],
    ['pukul', ['memukul', 'dipukul', 'pemukul', 'pukulan', 'memukuli', 'terpukul']],
    ['kirim', ['mengirim', 'dikirim', 'kiriman', 'pengiriman', 'mengirimkan', 'kirimkan']],
    ['sapu', ['menyapu', 'disapu', 'penyapu', 'sapuan']],
    ['ajar', ['mengajar', 'belajar', 'diajar', 'ajaran', 'pengajar']],
    ['negara', ['negaranya', 'bernegara', 'kenegaraan']],
    ['bangun', ['membangun', 'dibangun', 'pembangunan', 'bangunan']],
    ['tingkat', ['meningkat', 'meningkatkan', 'ditingkatkan', 'peningkatan', 'tingkatan']],
    ['pengaruh', ['memengaruhi', 'mempengaruhi', 'dipengaruhi', 'berpengaruh', 'pengaruhnya']],
    ['main', ['bermain', 'permainan', 'pemain', 'dimainkan', 'mainan']],
    ['perintah', ['memerintah', 'pemerintah', 'pemerintahan', 'diperintah']],
    ['anak', ['anak2', 'anaknya', 'anak2nya']],
  ])('%s', (root, forms) => {
    expect(forms.filter((form) => !together(root, form, 'id'))).toEqual([])
  })

  test.each([
    ['beras', 'berat'],
    ['malam', 'malas'],
    ['pasar', 'pagar'],
    ['menteri', 'mentega'],
    ['bulan', 'buah'],
  ])('%s is not %s', (a, b) => {
    expect(together(a, b, 'id')).toBe(false)
  })
})

describe('English', () => {
  test.each([
    ['run', ['runs', 'running']],
    ['election', ['elections']],
    ['govern', ['governs', 'governed', 'governing']],
    ['report', ['reports', 'reported', 'reporting']],
  ])('%s', (root, forms) => {
    expect(forms.filter((form) => !together(root, form, 'en'))).toEqual([])
  })
})

test('short, long and foreign words are left alone', () => {
  expect(stemKeys('di', 'id')).toEqual([])
  expect(stemKeys('x'.repeat(50), 'en')).toEqual([])
  expect(stemKeys('восточный', 'id')).toEqual([])
})
