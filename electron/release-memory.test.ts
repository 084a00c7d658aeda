import { getHeapStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { releaseMemory } from './release-memory.ts'

const MB = 2 ** 20

test('what long work has left behind goes back to the system', () => {
  let rows: string[][] | null = Array.from({ length: 400_000 }, (_, row) => [`${row}`, `row ${row}`])
  expect(rows).toHaveLength(400_000)
  rows = null
  const before = getHeapStatistics().total_heap_size
  releaseMemory(10 * MB)
  expect(before - getHeapStatistics().total_heap_size).toBeGreaterThan(20 * MB)
})

test('where there is little to give nothing pauses', () => {
  const before = performance.now()
  releaseMemory(Infinity)
  expect(performance.now() - before).toBeLessThan(1000)
})
