import { describe, expect, test } from 'vitest'
import { decodeRecordFile, encodeRecordFile } from './record-file.ts'

const HLC = '2026-11-21T12:00:00.000Z.0000.aaaaaaaaaaaaaaaa'

test('fields, record types and whole parts of a newer version survive a round trip', () => {
  const written = {
    newerPart: { a: [1, 2] },
    records: [
      { id: 'x', type: 'from-the-future', hlc: HLC, data: { deep: [{ unknown: true }] }, signature: 'abc' },
      { id: 'y', type: 'note', hlc: HLC, deleted: true, deletes: HLC, data: null, why: 'cleared' },
    ],
  }
  const read = decodeRecordFile(written)
  expect(read.ok && encodeRecordFile(read.value)).toEqual(written)
})

test('a field named __proto__ survives and changes no prototype', () => {
  const text = `{"records":[{"id":"__proto__","type":"note","hlc":"${HLC}","data":{"__proto__":{"polluted":1}}}],"__proto__":{"polluted":1}}`
  const read = decodeRecordFile(JSON.parse(text))
  expect(read.ok && JSON.parse(JSON.stringify(encodeRecordFile(read.value)))).toEqual(JSON.parse(text))
  expect('polluted' in {}).toBe(false)
})

describe('refused is', () => {
  test.each([
    ['null', null],
    ['a list', []],
    ['records that are no list', { records: {} }],
    ['a record without an id', { records: [{ type: 'note', hlc: HLC, data: 1 }] }],
    ['a record with a stamp that is none', { records: [{ id: 'a', type: 'note', hlc: 'now', data: 1 }] }],
    [
      'a deletion that does not say of what',
      { records: [{ id: 'a', type: 'note', hlc: HLC, data: 1, deleted: true }] },
    ],
    ['a record that is null', { records: [null] }],
  ])('%s', (_name, value) => {
    expect(decodeRecordFile(value).ok).toBe(false)
  })
})
