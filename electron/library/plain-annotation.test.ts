import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HIGHLIGHT_COLOURS, HIGHLIGHT_STYLES } from '#shared/annotation.ts'
import { annotationIn, plainAnnotation } from './plain-annotation.ts'
import { annotationSchema } from './schemas.ts'

const time = fc
  .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') })
  .map((date) => date.toISOString())
const offset = fc.nat()
const quote = fc.record({
  type: fc.constant('TextQuoteSelector'),
  exact: fc.string(),
  prefix: fc.string(),
  suffix: fc.string(),
})
const position = fc
  .tuple(offset, offset)
  .map(([start, length]) => ({ type: 'TextPositionSelector', start, end: start + length }))
const place = fc.record({
  type: fc.constant('SimakPlaceSelector'),
  text: fc.string(),
  block: offset,
  blockText: fc.string(),
  occurrence: offset,
  occurrences: offset,
})
const comment = fc.record({
  type: fc.constant('TextualBody'),
  purpose: fc.constant('commenting'),
  format: fc.constant('text/markdown'),
  value: fc.string(),
})
const tag = fc.record({ type: fc.constant('TextualBody'), purpose: fc.constant('tagging'), value: fc.string() })
const good = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 200 }),
    motivation: fc.constantFrom('highlighting', 'commenting'),
    created: time,
    modified: time,
    colour: fc.constantFrom(...HIGHLIGHT_COLOURS),
    style: fc.constantFrom(...HIGHLIGHT_STYLES),
    body: fc.array(fc.oneof(comment, tag), { maxLength: 3 }),
    target: fc.record({
      source: fc.stringMatching(/^[a-z2-7]{26}$/),
      version: fc.stringMatching(/^[0-9a-f]{64}$/),
      selector: fc.array(fc.oneof(quote, position, place), { maxLength: 3 }),
    }),
  },
  { noNullPrototype: true, requiredKeys: ['id', 'motivation', 'created', 'modified', 'colour', 'body', 'target'] },
)
const odd = fc.constantFrom<unknown>(
  ...[null, '', 'x', 'x'.repeat(201), 0, -1, -0, 1.5, 2 ** 53, Infinity, true, [], {}, ['x'], [null], undefined],
  ...['2026-02-29T00:00:00.000Z', '2024-02-29T00:00:00.000Z', '2026-11-21T24:00:00.000Z', '2026-11-21T10:00Z'],
  ...['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000+01:00', 'yellow', 'TextualBody', 'tagging', 'TextQuoteSelector'],
  ...['a'.repeat(26), 'a'.repeat(64), `${'a'.repeat(64)}\n`],
)

/** The same data with one value anywhere in it put in place of another, or one more field. */
function changed(data: unknown, at: number, name: string, value: unknown): unknown {
  const copy: unknown = structuredClone(data)
  const places: [object, string][] = []
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, inner] of Object.entries(node)) {
      places.push([node, key])
      collect(inner)
    }
    if (!Array.isArray(node)) places.push([node, name])
  }
  collect(copy)
  const [node, key] = places[at % places.length] ?? [{}, '']
  if (value === undefined) Reflect.deleteProperty(node, key)
  else Reflect.set(node, key, value)
  return copy
}

function bySchema(data: unknown): unknown {
  const parsed = annotationSchema.safeParse(data)
  return parsed.success ? parsed.data : null
}

test('what this version writes is read without the schema, and as the schema reads it', () => {
  fc.assert(
    fc.property(good, (data) => {
      const plain = plainAnnotation(data)
      expect(plain).not.toBeNull()
      expect(JSON.stringify(plain)).toBe(JSON.stringify(bySchema(data)))
    }),
  )
})

test('what is not quite so is taken or refused as the schema does', () => {
  const name = fc.constantFrom('more', 'style', 'format', 'start', 'type')
  fc.assert(
    fc.property(good, fc.nat({ max: 60 }), name, odd, (data, at, field, value) => {
      const other = changed(data, at, field, value)
      const plain = plainAnnotation(other)
      if (plain !== null) expect(plain).toStrictEqual(bySchema(other))
      expect(annotationIn(other)).toStrictEqual(bySchema(other))
    }),
    { numRuns: 5000 },
  )
  for (const value of [null, undefined, 7, 'x', [], {}]) expect(annotationIn(value)).toBeNull()
})
