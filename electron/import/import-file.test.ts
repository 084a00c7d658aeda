import { describe, expect, test } from 'vitest'
import { importBytes } from './import-file.ts'

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
const PROSE = 'The villagers built a bamboo bridge across the river before the rain came. It took them two weeks.'

describe('which reader reads', () => {
  test.each<[string, string, string]>([
    ['a.txt', `Bridge\n\n${PROSE}`, 'txt'],
    ['A.MD', `# Bridge\n\n${PROSE}`, 'md'],
    ['a.htm', `<p>${PROSE}</p>`, 'html'],
    ['without-extension', `Bridge\n\n${PROSE}`, 'txt'],
    ['page', `<!DOCTYPE html><title>Bridge</title><p>${PROSE}</p>`, 'html'],
    ['page.txt', `<!doctype html><html><title>Bridge</title><p>${PROSE}</p></html>`, 'html'],
    ['notes.log', `Bridge\n\n${PROSE}`, 'txt'],
    ['maths.txt', `<3 means love\n\n${PROSE}`, 'txt'],
  ])('%s', async (name, text, extension) => {
    const result = await importBytes(name, bytes(text))
    expect(result.ok && result.value.extension).toBe(extension)
  })
})

describe('what is no article', () => {
  test.each<[string, Uint8Array, string]>([
    ['empty.txt', new Uint8Array(), 'file-empty'],
    ['blank.txt', bytes(' \r\n\t \n'), 'file-empty'],
    ['mark.txt', Uint8Array.of(0xef, 0xbb, 0xbf, 0x20), 'file-empty'],
    ['blank.html', bytes('<html><body> <p></p> </body></html>'), 'file-empty'],
    ['script.html', bytes('<html><body><script>var a = 1</script></body></html>'), 'file-empty'],
    ['binary.txt', Uint8Array.from({ length: 300 }, (_, index) => (index * 7) % 256), 'file-not-text'],
    ['zeros.txt', new Uint8Array(64), 'file-not-text'],
    ['picture.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3), 'file-type-unknown'],
    ['letter.rtf', bytes('{\\rtf1\\ansi hello}'), 'file-type-unknown'],
    ['paper.pdf', bytes('%PDF-1.7\n1 0 obj'), 'file-type-unknown'],
  ])('%s', async (name, content, code) => {
    expect(await importBytes(name, content)).toMatchObject({ ok: false, failure: { code, name } })
  })

  test('an unknown type says which are known', async () => {
    const result = await importBytes('picture.png', Uint8Array.of(0x89, 0, 0, 1))
    expect(result).toMatchObject({ failure: { known: expect.arrayContaining(['txt', 'md', 'html']) } })
  })
})

test('the same bytes make the same article', async () => {
  const page = `<html><body><nav><a href="/">Home</a></nav><article><h1>Bridge over the river</h1><p>${PROSE}</p><p>${PROSE}</p></article></body></html>`
  expect(await importBytes('a.html', bytes(page))).toEqual(await importBytes('a.html', bytes(page)))
})

test('words are counted as people count them', async () => {
  const result = await importBytes('a.txt', bytes('Bridge\n\nOne, two - three (4).\n\nFive!'))
  expect(result.ok && result.value.facts.words).toBe(5)
})

test('removals are numbered in document order, each one element', async () => {
  const result = await importBytes(
    'a.txt',
    bytes(`fbpx\nBridge over the river\n\n${PROSE}\n\nBaca juga: <b>Panen</b>\n\nNow ${PROSE}\n\n© 2024 River News`),
  )
  expect(result.ok && result.value.facts.removals).toEqual([
    { id: 'r1', kind: 'tracking', text: 'fbpx', html: '<p>fbpx</p>', before: 0 },
    {
      id: 'r2',
      kind: 'related',
      text: 'Baca juga: <b>Panen</b>',
      html: '<p>Baca juga: &lt;b&gt;Panen&lt;/b&gt;</p>',
      before: 1,
    },
    { id: 'r3', kind: 'copyright', text: '© 2024 River News', html: '<p>© 2024 River News</p>', before: 2 },
  ])
})
