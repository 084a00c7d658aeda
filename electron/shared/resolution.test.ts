import { expect, test } from 'vitest'
import { type Annotation, bodiesOf, type Selector } from './annotation.ts'
import { type Resolution, selectorsFor } from './resolution.ts'

const at = (start: number): Selector[] => [{ type: 'TextPositionSelector', start, end: start + 1 }]
const annotation: Annotation = {
  id: 'a',
  motivation: 'highlighting',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  colour: 'blue',
  body: bodiesOf('', []),
  target: { source: 's', version: 'v1', selector: at(1) },
}
const word = (version: string, day: number, start: number, of = 'a'): Resolution => ({
  annotation: of,
  version,
  resolved: `2026-02-0${day}T00:00:00.000Z`,
  selector: at(start),
})

test.each<[string, Resolution[], number]>([
  ['without a word, what was made at first', [], 1],
  ['the word on this version', [word('v3', 1, 3), word('v2', 2, 2)], 3],
  ['else the latest word', [word('v1', 1, 4), word('v2', 2, 2)], 2],
  ['words on others do not count', [word('v3', 1, 3, 'b')], 1],
])('%s', (_name, resolutions, start) => {
  expect(selectorsFor(annotation, resolutions, 'v3')).toEqual(at(start))
})
