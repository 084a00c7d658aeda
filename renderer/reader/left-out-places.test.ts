// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import type { LeftOutLine } from '#shared/article.ts'
import { insertLeftOutPlaces, restoredWith, restoredWithKind } from './left-out-places.ts'
import { TextMap } from './text-map.ts'

function line(id: string, before: number, restored = false): LeftOutLine {
  return { id, kind: 'menu', text: id, html: `<p>${id}</p>`, before, restored }
}

function pageOf(...texts: string[]): { host: HTMLElement; blocks: Element[] } {
  const host = document.createElement('div')
  const blocks = texts.map((text) => {
    const block = document.createElement('p')
    block.append(text)
    return block
  })
  host.append(...blocks)
  return { host, blocks }
}

describe('places of left-out lines', () => {
  test('stand where the lines stood, in their order', () => {
    const page = pageOf('A', 'B')
    const places = insertLeftOutPlaces(page, [
      line('r1', 0),
      line('r2', 1),
      line('r3', 1),
      line('r4', 2),
      line('r5', 2),
    ])
    for (const { element, line: shown } of places) element.append(shown.id)
    expect(page.host.textContent).toBe('r1Ar2r3Br4r5')
  })

  test('are no part of the article text', () => {
    const page = pageOf('A', 'B')
    const before = new TextMap(page.host).text
    for (const { element } of insertLeftOutPlaces(page, [line('r1', 1)])) element.append('menu')
    expect(new TextMap(page.host).text).toBe(before)
  })

  test('have room in an article without blocks', () => {
    const page = pageOf()
    insertLeftOutPlaces(page, [line('r1', 0)])
    expect(page.host.children).toHaveLength(1)
  })
})

describe('what is put back', () => {
  const lines = [line('r1', 0), line('r2', 1, true), line('r3', 2)]

  test('one more', () => {
    expect(restoredWith(lines, 'r1', true)).toEqual(['r1', 'r2'])
  })

  test('one less', () => {
    expect(restoredWith(lines, 'r2', false)).toEqual([])
  })
})

test('one kind goes back as a whole, with what was back already', () => {
  const lines = [line('r1', 0), { ...line('r2', 0), kind: 'share' as const }, line('r3', 1), line('r4', 1, true)]
  expect(restoredWithKind(lines, 'share')).toEqual(['r2', 'r4'])
  expect(restoredWithKind(lines, 'menu')).toEqual(['r1', 'r3', 'r4'])
})
