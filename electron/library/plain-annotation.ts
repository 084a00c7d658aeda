import {
  type Annotation,
  type AnnotationBody,
  HIGHLIGHT_COLOURS,
  HIGHLIGHT_STYLES,
  type Selector,
} from '#shared/annotation.ts'
import { isRecord } from '#shared/is-record.ts'
import { PLAIN_TIME } from '../storage/plain-time.ts'
import { isArticleId, isContentHash } from './layout.ts'
import { annotationSchema } from './schemas.ts'

const TIME = new RegExp(`^${PLAIN_TIME}$`)
const LONGEST_ID = 200

/** The annotation in a record's data; null for data in a form that this version does not know. */
export function annotationIn(data: unknown): Annotation | null {
  return plainAnnotation(data) ?? annotationSchema.safeParse(data).data ?? null
}

/**
 * What the schema makes of data as this version writes it; null where the schema itself has to look. Written out, because
 * the schema takes several times as long, and a large library has a hundred thousand annotations.
 */
export function plainAnnotation(data: unknown): Annotation | null {
  if (!isRecord(data)) return null
  const { id, motivation, created, modified, colour, style } = data
  if (typeof id !== 'string' || id === '' || id.length > LONGEST_ID) return null
  if (motivation !== 'highlighting' && motivation !== 'commenting') return null
  if (!isTime(created) || !isTime(modified)) return null
  const knownColour = HIGHLIGHT_COLOURS.find((one) => one === colour)
  const knownStyle = HIGHLIGHT_STYLES.find((one) => one === style)
  const body = all(data['body'], plainBody)
  const target = plainTarget(data['target'])
  if (knownColour === undefined || body === null || target === null) return null
  const first: Omit<Annotation, 'body' | 'target'> = { id, motivation, created, modified, colour: knownColour }
  if (!('style' in data)) return { ...first, body, target }
  return knownStyle === undefined ? null : { ...first, style: knownStyle, body, target }
}

function plainBody(data: unknown): AnnotationBody | null {
  if (!isRecord(data)) return null
  const { type, purpose, format, value } = data
  if (type !== 'TextualBody' || typeof value !== 'string') return null
  if (purpose === 'tagging') return { type, purpose, value }
  return purpose === 'commenting' && format === 'text/markdown' ? { type, purpose, format, value } : null
}

function plainTarget(data: unknown): Annotation['target'] | null {
  if (!isRecord(data)) return null
  const { source, version } = data
  const selector = all(data['selector'], plainSelector)
  if (typeof source !== 'string' || typeof version !== 'string' || selector === null) return null
  return isArticleId(source) && isContentHash(version) ? { source, version, selector } : null
}

function plainSelector(data: unknown): Selector | null {
  if (!isRecord(data)) return null
  switch (data['type']) {
    case 'TextQuoteSelector': {
      const { exact, prefix, suffix } = data
      if (typeof exact !== 'string' || typeof prefix !== 'string' || typeof suffix !== 'string') return null
      return { type: 'TextQuoteSelector', exact, prefix, suffix }
    }
    case 'TextPositionSelector': {
      const { start, end } = data
      return isOffset(start) && isOffset(end) && start <= end ? { type: 'TextPositionSelector', start, end } : null
    }
    case 'SimakPlaceSelector': {
      const { text, block, blockText, occurrence, occurrences } = data
      if (typeof text !== 'string' || typeof blockText !== 'string') return null
      if (!isOffset(block) || !isOffset(occurrence) || !isOffset(occurrences)) return null
      return { type: 'SimakPlaceSelector', text, block, blockText, occurrence, occurrences }
    }
    default:
      return null
  }
}

/** Null where it is no list, or `read` answers so for one of its items. */
function all<T>(data: unknown, read: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(data)) return null
  const items: T[] = []
  for (const item of data) {
    const one = read(item)
    if (one === null) return null
    items.push(one)
  }
  return items
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && TIME.test(value)
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
