import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describe } from '#shared/anchoring/describe.ts'
import { type Annotation, bodiesOf, HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import { AnnotationsStore } from './annotations-store.ts'
import { inDocumentOrder } from './document-order.ts'

const TEXT = 'The tide turned at noon. By dusk the boats were home, and nobody had seen where they went.'
const IDS = ['a', 'b', 'c', 'd', 'e']

const span = fc.tuple(fc.nat(TEXT.length - 5), fc.integer({ min: 1, max: 4 }))
const step = fc.oneof(
  fc.record({ kind: fc.constant('mark' as const), id: fc.constantFrom(...IDS), span }),
  fc.record({ kind: fc.constant('note' as const), id: fc.constantFrom(...IDS) }),
  fc.record({
    kind: fc.constant('recolour' as const),
    id: fc.constantFrom(...IDS),
    colour: fc.constantFrom(...HIGHLIGHT_COLOURS),
  }),
  fc.record({ kind: fc.constant('drop' as const), id: fc.constantFrom(...IDS) }),
)

function annotation(id: string, selector: Annotation['target']['selector']): Annotation {
  const created = '2026-11-21T12:00:00.000Z'
  const target = { source: 'article', version: 'v1', selector }
  return {
    id,
    motivation: 'highlighting',
    created,
    modified: created,
    colour: 'yellow',
    body: bodiesOf('', []),
    target,
  }
}

test('after any changes the list is in document order, and each is found by its id', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const store = new AnnotationsStore()
      store.open({ id: 'article', version: 'v1', text: TEXT }, [])
      const kept = new Map<string, Annotation>()
      const put = (changed: Annotation): void => {
        kept.set(changed.id, changed)
        store.put(changed)
      }
      for (const one of steps) {
        const known = kept.get(one.id)
        if (one.kind === 'mark') {
          const [start, length] = one.span
          put(annotation(one.id, [...describe(TEXT, start, start + length)]))
        } else if (one.kind === 'note') put(annotation(one.id, []))
        else if (one.kind === 'drop') {
          kept.delete(one.id)
          store.drop(one.id)
        } else if (known !== undefined) put({ ...known, colour: one.colour })
      }
      const { placed } = store.get()
      expect(placed).toEqual(inDocumentOrder(placed))
      expect(new Map(placed.map((one) => [one.annotation.id, one.annotation]))).toEqual(kept)
      for (const id of IDS) expect(store.find(id)).toBe(placed.find((one) => one.annotation.id === id))
    }),
  )
})
