/** What elements of `light-dom.ts` say of themselves. */

export interface LightAttribute {
  name: string
  value: string
  cloneNode(): LightAttribute
}

/** All of an element's looks that count: whether it is shown. */
export interface LightStyle {
  display: string
  visibility: string
}

export const NO_STYLE: LightStyle = { display: '', visibility: '' }

const DISPLAY = /(?:^|;)\s*display\s*:\s*([^;]*)/gi
const VISIBILITY = /(?:^|;)\s*visibility\s*:\s*([^;]*)/gi

export function styleOf(style: string): LightStyle {
  return { display: declared(style, DISPLAY), visibility: declared(style, VISIBILITY) }
}

/** The last of several declarations counts. */
function declared(style: string, property: RegExp): string {
  let value = ''
  for (const match of style.matchAll(property)) value = match[1]?.trim().toLowerCase() ?? ''
  return value
}

const upperCases = new Map<string, string>()
const MOST_NAMES = 1000

/** Pages have few names, and equal strings are compared fast where they are the same. */
export function upperCase(name: string): string {
  const known = upperCases.get(name)
  if (known !== undefined) return known
  const upper = name.toUpperCase()
  if (upperCases.size < MOST_NAMES) upperCases.set(name, upper)
  return upper
}

export function attribute(name: string, value: string): LightAttribute {
  return { name, value, cloneNode: () => attribute(name, value) }
}
