import type { HighlightColour } from '#shared/annotation.ts'

export const COLOUR_NAMES = {
  yellow: 'annotations:colour.yellow',
  green: 'annotations:colour.green',
  blue: 'annotations:colour.blue',
  pink: 'annotations:colour.pink',
  purple: 'annotations:colour.purple',
} as const satisfies Record<HighlightColour, string>
