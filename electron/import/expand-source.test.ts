import { expect, test } from 'vitest'
import { expandSource } from './expand-source.ts'
import { bytesSource } from './import-source.ts'
import { zipOf } from './zip-fixtures.ts'

const P1 = 'The villagers built a bridge of bamboo across the river before the rain came.'

test('zips in a zip are opened, but not without end, and a damaged one fails alone', async () => {
  const inside = (levels: number): Uint8Array =>
    zipOf([
      { name: `${levels}.txt`, content: P1 },
      ...(levels === 0 ? [] : [{ name: 'inside.zip', content: inside(levels - 1) }]),
    ])
  const files = [
    { name: 'cut.zip', content: inside(0).subarray(0, 40) },
    { name: 'deep/inside.zip', content: inside(5) },
    { name: 'last.txt', content: P1 },
  ]
  const expanded = await expandSource(bytesSource('all.zip', zipOf(files)))
  const [cut, ...others] = expanded.ok ? expanded.value : []
  expect(await cut?.read()).toMatchObject({ ok: false, failure: { code: 'archive-damaged', name: 'cut.zip' } })
  expect(others.map(({ name }) => name)).toEqual(['5.txt', '4.txt', '3.txt', 'last.txt'])
  expect(await others[2]?.read()).toEqual({ ok: true, value: new TextEncoder().encode(P1) })
})
