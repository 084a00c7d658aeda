import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Removal } from '#shared/article.ts'
import { textOfContent } from '#shared/html-text.ts'
import { placePictures } from './place-pictures.ts'
import { composeContent, topLevelElements } from './restore-lines.ts'

function name(number: number): string {
  return `assets/${String(number).padStart(64, '0')}.png`
}

function img(number: number): string {
  return `<img src="${name(number)}" alt="">`
}

function removal(id: string, before: number): Removal {
  return { id, kind: 'related', text: id, html: `<p>${id}</p>`, before }
}

test('pictures come between the paragraphs and into them, and left-out lines stay where they were', () => {
  const shown = '<p>One.</p><figure><img alt="A bridge"></figure><p>Two.</p><hr><p>Three.</p>'
  const anew = `<p>One.</p><figure>${img(1)}</figure><p>${img(2)}</p><p>Two. ${img(3)}</p><hr><p>Three.</p><p>${img(4)}</p>`
  const removals = [removal('a', 0), removal('b', 2), removal('c', 4), removal('d', 5)]
  const placed = placePictures({ html: shown, removals }, anew)
  expect(placed.html).toBe(anew)
  expect(placed.removals.map(({ before }) => before)).toEqual([0, 3, 5, 7])
  const all = composeContent(placed.html, placed.removals, ['a', 'b', 'c', 'd']).html
  expect(textOfContent(all).text).toBe('a\nOne.\nb\nTwo.\nc\nThree.\nd')
})

test('a text that reads otherwise keeps its words, and gets the pictures of the paragraphs that are the same', () => {
  const shown = '<p>One.</p><p>An older reading.</p><p>Three.</p><p>Four.</p>'
  const anew = `<p>One. ${img(1)}</p><p>${img(2)}</p><p>A newer reading. ${img(3)}</p><p>Three.</p><p>${img(4)}</p><p>Four.</p>`
  const { html } = placePictures({ html: shown, removals: [] }, anew)
  expect(html).toBe(`<p>One. ${img(1)}</p><p>An older reading.</p><p>Three.</p><p>${img(4)}</p><p>Four.</p>`)
})

test('a picture that is there already never goes, nor does a frame that stays empty', () => {
  const shown = `<p>One.</p><figure>${img(9)}</figure><p>Two.</p>`
  const anew = `<p>One.</p><figure><img alt="Away"></figure><p>${img(1)}</p><p>Two. ${img(2)}</p>`
  expect(placePictures({ html: shown, removals: [] }, anew).html).toBe(
    `<p>One.</p><figure>${img(9)}</figure><p>${img(1)}</p><p>Two. ${img(2)}</p>`,
  )
})

test('new pictures come behind those that came along, and in place of their frames', () => {
  const shown = `<p>One.</p><figure>${img(9)}</figure><figure><img alt="A boat"></figure><figure><img alt="Else"></figure><p>Two.</p>`
  const boat = `<figure><img src="${name(1)}" alt="A boat"></figure>`
  const anew = `<p>One.</p><figure><img alt="Nine"></figure>${boat}<p>${img(2)}</p><p>Two.</p>`
  const placed = placePictures({ html: shown, removals: [removal('a', 4)] }, anew)
  expect(placed.html).toBe(
    `<p>One.</p><figure>${img(9)}</figure><figure><img alt="Else"></figure>${boat}<p>${img(2)}</p><p>Two.</p>`,
  )
  expect(placed.removals[0]?.before).toBe(5)
})

const piece = fc.record({
  text: fc.constantFrom('Satu.', 'Dua.', 'Tiga.', 'Satu.', '', '***'),
  pictures: fc.array(fc.nat({ max: 40 }), { maxLength: 2 }),
  rule: fc.boolean(),
})

function written(pieces: readonly { text: string; pictures: readonly number[]; rule: boolean }[]): string {
  return pieces
    .map(({ text, pictures, rule }) => {
      if (text === '' && pictures.length === 0) return rule ? '<hr>' : ''
      return `<p>${text}${pictures.map((one) => ` ${img(one)}`).join('')}</p>`
    })
    .join('')
}

test('whatever the two readings are, no word changes and nothing that was shown goes', () => {
  const removals = fc.array(fc.nat({ max: 8 }), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), removals, (a, b, places) => {
      const html = written(a)
      const count = topLevelElements(html).length
      const left = places.toSorted((x, y) => x - y).map((before, at) => removal(`r${at}`, Math.min(before, count)))
      const placed = placePictures({ html, removals: left }, written(b))
      expect(textOfContent(placed.html).text).toBe(textOfContent(html).text)
      for (const [, source] of html.matchAll(/src="([^"]*)"/g)) expect(placed.html).toContain(source)
      const ids = left.map(({ id }) => id)
      expect(textOfContent(composeContent(placed.html, placed.removals, ids).html).text).toBe(
        textOfContent(composeContent(html, left, ids).html).text,
      )
    }),
    { numRuns: 500 },
  )
})

test('of the same reading, every picture finds its place', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const without = pieces.map((one) => ({ ...one, pictures: [], rule: one.rule && one.pictures.length === 0 }))
      const anew = written(pieces)
      expect(placePictures({ html: written(without), removals: [] }, anew).html).toBe(anew)
    }),
    { numRuns: 500 },
  )
})
