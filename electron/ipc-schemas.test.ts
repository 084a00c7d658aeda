import { describe, expect, test } from 'vitest'
import { CHANNELS } from '#shared/ipc-contract.ts'
import { REQUEST_SCHEMAS } from './ipc-schemas.ts'

const id = 'a'.repeat(26)
const version = '0'.repeat(64)
const annotation = {
  id: 'n1',
  motivation: 'highlighting',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  colour: 'yellow',
  body: [{ type: 'TextualBody', purpose: 'tagging', value: 'tag' }],
  target: { source: id, version, selector: [{ type: 'TextPositionSelector', start: 0, end: 4 }] },
}

test('every channel has a schema', () => {
  expect(Object.keys(REQUEST_SCHEMAS).sort()).toEqual([...CHANNELS].sort())
})

test.each([
  ['annotation:save', annotation],
  ['library:import-files', [{ name: 'a.txt', bytes: new Uint8Array([1]) }]],
  ['library:import-files', [{ name: 'a.txt', path: 'berita/a.txt', bytes: new Uint8Array([1]) }]],
  ['library:keep-summary', { text: 'x' }],
  ['settings:change', { theme: 'dark' }],
  ['clipboard:copy-annotations', { article: id, ids: null }],
] as const)('%s: a fitting request passes unchanged', (channel, request) => {
  expect(REQUEST_SCHEMAS[channel].parse(request)).toEqual(request)
})

test('a setting given as undefined is left alone', () => {
  expect(Object.keys(REQUEST_SCHEMAS['settings:change'].parse({ theme: undefined, sort: 'title' }))).toEqual(['sort'])
})

describe('refused', () => {
  test.each([
    ['a path for an id', 'article:open', { id: '../../etc/passwd' }],
    ['an id with more around it', 'article:open', { id: `${id}\n` }],
    ['unknown fields', 'article:open', { id, more: 1 }],
    ['a colour that is not ours', 'annotation:save', { ...annotation, colour: 'red' }],
    ['a negative offset', 'article:keep-position', { id, position: { version, offset: -1 } }],
    ['bytes that are none', 'library:import-files', [{ name: 'a.txt', bytes: 'text' }]],
    ['a size out of range', 'settings:change', { fontSize: 900 }],
    ['nothing where something is due', 'annotation:remove', null],
  ] as const)('%s', (_name, channel, request) => {
    expect(REQUEST_SCHEMAS[channel].safeParse(request).success).toBe(false)
  })
})
