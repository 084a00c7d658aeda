import { expect, test } from 'vitest'
import { tagTree, type TagNode } from './tag-tree.ts'

const shown = (nodes: readonly TagNode[]): string =>
  nodes
    .map(({ name, count, children }) => `${name}${count}${children.length > 0 ? `(${shown(children)})` : ''}`)
    .join(' ')

test('tags are nested by slashes', () => {
  const tags = [
    { value: 'pangan/beras', count: 2 },
    { value: 'ekonomi', count: 3 },
    { value: 'pangan', count: 1 },
    { value: 'pangan/beras/impor', count: 1 },
    { value: 'pangan/beras/', count: 1 },
    { value: '//', count: 9 },
  ]
  expect(shown(tagTree(tags))).toBe('ekonomi3 pangan1(beras3(impor1))')
})
