import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Removal } from '#shared/article.ts'
import { composeContent } from './restore-lines.ts'

const BASE = '<p>one</p><ul><li>two</li></ul><p>three &amp; more</p>'

function removal(id: string, before: number): Removal {
  return { id, kind: 'related', text: id, html: `<p>${id}</p>`, before }
}
const REMOVALS = [removal('r1', 0), removal('r2', 1), removal('r3', 1), removal('r4', 3)]

describe('putting left-out lines back', () => {
  test('none leaves the content as it was', () => {
    const { html, leftOut } = composeContent(BASE, REMOVALS, [])
    expect(html).toBe(BASE)
    expect(leftOut.map((line) => [line.before, line.restored])).toEqual([
      [0, false],
      [1, false],
      [1, false],
      [3, false],
    ])
  })

  test('each goes to its place, and the places of the others move on', () => {
    const { html, leftOut } = composeContent(BASE, REMOVALS, ['r4', 'r2'])
    expect(html).toBe('<p>one</p><p>r2</p><ul><li>two</li></ul><p>three &amp; more</p><p>r4</p>')
    expect(leftOut.map((line) => [line.id, line.before, line.restored])).toEqual([
      ['r1', 0, false],
      ['r2', 1, true],
      ['r3', 2, false],
      ['r4', 4, true],
    ])
  })

  test('unknown ids are ignored', () => {
    expect(composeContent(BASE, REMOVALS, ['r9']).html).toBe(BASE)
  })

  test('a restored line stands where its `before` says, and the choice has no order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['r1', 'r2', 'r3', 'r4']), (chosen) => {
        const { html, leftOut } = composeContent(BASE, REMOVALS, chosen)
        expect(composeContent(BASE, REMOVALS, chosen.toSorted()).html).toBe(html)
        const elements = html.match(/<p>.*?<\/p>|<ul>.*?<\/ul>/g) ?? []
        expect(elements).toHaveLength(3 + chosen.length)
        for (const line of leftOut.filter((other) => other.restored)) expect(elements[line.before]).toBe(line.html)
      }),
    )
  })
})
