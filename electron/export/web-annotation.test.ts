import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import { frameOf } from './article-formats.ts'
import { articleOf } from './export-fixtures.ts'
import { annotationsJsonLd } from './web-annotation.ts'

/**
 * The rules of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) for what Simak writes, by their
 * sections. Objects are strict: a property that the model does not know fails. IRIs by section 2.1.
 */
const iri = z.url()
/** xsd:dateTime in UTC (3.3.1, 3.3.2). */
const dateTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/)
/** BCP 47 (3.2.2 language). */
const language = z.string().refine((tag) => Intl.getCanonicalLocales(tag).length === 1)
/** 3.2.2: media types as in RFC 6838. */
const mediaType = z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/)
/** 3.3.5: the motivations that the model names. */
const motivation = z.enum([
  'assessing',
  'bookmarking',
  'classifying',
  'commenting',
  'describing',
  'editing',
  'highlighting',
  'identifying',
  'linking',
  'moderating',
  'questioning',
  'replying',
  'tagging',
])
/** 3.2.4: exactly one value; classes, format and purpose beside it. */
const textualBody = z.strictObject({
  type: z.literal('TextualBody'),
  value: z.string(),
  purpose: motivation,
  format: mediaType.optional(),
  language: language.optional(),
})
/** 4.2.4: exactly one `exact`; at most one `prefix` and `suffix`. */
const quoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string().refine((text) => text.isWellFormed()),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
})
/** 4.2.5: non-negative integers, the end after the start. */
const positionSelector = z
  .strictObject({ type: z.literal('TextPositionSelector'), start: z.int().nonnegative(), end: z.int().nonnegative() })
  .refine(({ start, end }) => start <= end)
/** 4: a SpecificResource has exactly one source; 4.2: any number of selectors; 4.4: the class of a style sheet. */
const target = z.strictObject({
  type: z.literal('SpecificResource'),
  source: z.strictObject({
    id: iri,
    type: z.enum(['Dataset', 'Image', 'Video', 'Sound', 'Text']),
    format: mediaType,
    language: language.optional(),
    via: iri.optional(),
  }),
  selector: z
    .array(z.discriminatedUnion('type', [quoteSelector, positionSelector]))
    .min(1)
    .optional(),
  styleClass: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
})
/** 3.1: exactly one id, type Annotation, one or more targets; 3.3.1: dates and the software that made it. */
const annotation = z.strictObject({
  id: iri,
  type: z.literal('Annotation'),
  motivation,
  created: dateTime,
  modified: dateTime,
  generator: z.strictObject({ type: z.literal('Software'), name: z.string(), homepage: iri.optional() }),
  body: z.array(textualBody).min(1).optional(),
  target,
  stylesheet: z.strictObject({ type: z.literal('CssStylesheet'), value: z.string() }).optional(),
})
const document = z
  .strictObject({ '@context': z.literal('http://www.w3.org/ns/anno.jsonld'), '@graph': z.array(annotation) })
  .refine((graph) => new Set(graph['@graph'].map(({ id }) => id)).size === graph['@graph'].length, 'ids are unique')
  .refine(
    (graph) =>
      graph['@graph'].every(({ target: { styleClass }, stylesheet }) => {
        return styleClass === undefined || stylesheet?.value.includes(`.${styleClass} `) === true
      }),
    '4.4: a class is one of the style sheet',
  )

function graphOf(parts: string): unknown {
  const { before, after } = frameOf('json-ld')
  return JSON.parse(before + parts + after)
}

/** The same cases in every run; many more were tried by hand. */
const SEED = 20261121
const TEXT = 'Air 👩‍👩‍👧 naik \u0301 di "sungai". Warga menunggu 𝒳.'
const passage = fc
  .tuple(fc.nat(TEXT.length - 2), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => TEXT.slice(start, start + length))

describe('JSON-LD', () => {
  test('of any annotations is valid against the model', () => {
    const one = fc.record({
      quote: fc.option(fc.oneof(passage, fc.string({ minLength: 1 })), { nil: undefined }),
      note: fc.string({ unit: 'binary' }),
      tags: fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
      colour: fc.constantFrom(...HIGHLIGHT_COLOURS),
    })
    const facts = fc.record({
      title: fc.string(),
      url: fc.option(fc.oneof(fc.webUrl(), fc.string()), { nil: null }),
      language: fc.constantFrom('id', 'en-GB', null, 'not a language', 'x'),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), facts, (annotations, summary) => {
        const given = annotations.map(({ quote, ...rest }) => (quote === undefined ? rest : { ...rest, quote }))
        const parts = annotationsJsonLd(articleOf(`<p>${TEXT}</p>`, given, summary))
        const checked = document.safeParse(graphOf(parts))
        expect(checked.success ? '' : z.prettifyError(checked.error)).toBe('')
      }),
      { numRuns: 200, seed: SEED },
    )
  })

  test('positions count code points of the text, the passage and the position say the same', () => {
    fc.assert(
      fc.property(passage, (quote) => {
        const parts = annotationsJsonLd(articleOf(`<p>${TEXT}</p>`, [{ quote }]))
        const [first] = document.parse(graphOf(parts))['@graph']
        const position = first?.target.selector?.find((selector) => selector.type === 'TextPositionSelector')
        if (position === undefined) return
        const found = Array.from(TEXT).slice(position.start, position.end).join('')
        expect(found).toContain(quote.trim().toWellFormed().replaceAll('\ufffd', ''))
      }),
      { seed: SEED },
    )
  })

  test.each<[string, (graph: Record<string, unknown>) => void]>([
    ['without a target', (graph) => void delete graph['target']],
    ['with a property of our own', (graph) => void (graph['colour'] = 'yellow')],
    ['with a date that is none', (graph) => void (graph['created'] = '20 November')],
    ['with an id that is no IRI', (graph) => void (graph['id'] = 'x')],
  ])('the rules refuse one %s', (_name, spoil) => {
    const graph = z.object({ '@context': z.string(), '@graph': z.array(z.record(z.string(), z.unknown())) })
    const given = graph.parse(graphOf(annotationsJsonLd(articleOf('<p>Isi artikel.</p>', [{ quote: 'Isi' }]))))
    expect(document.safeParse(given).success).toBe(true)
    for (const one of given['@graph']) spoil(one)
    expect(document.safeParse(given).success).toBe(false)
  })
})
