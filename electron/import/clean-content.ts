import {
  assetNameOf,
  CONTENT_GLOBAL_ATTRIBUTES,
  CONTENT_LINK_SCHEMES,
  contentAttributes,
  isContentPlace,
  placeOfLink,
} from '#shared/content-allow-list.ts'

/** What a serialised element begins or ends with; attribute values stand in double quotes. */
const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*(?:="[^"]*")?)*)\s*\/?>/y
const ATTRIBUTE = /([a-z][a-z-]*)(?:="([^"]*)")?/g

/**
 * True for content as our sanitiser writes it: every `<` begins a tag of the allow-list, with attributes of the
 * allow-list. Written-out HTML of this narrow form is read alike by every parser, so no parser is needed; anything else,
 * however harmless, is not clean.
 */
export function isCleanContent(html: string): boolean {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', TAG.lastIndex)) {
    TAG.lastIndex = at
    const tag = TAG.exec(html)
    if (tag === null) return false
    const [, slash, name = '', attributes = ''] = tag
    const own = contentAttributes(name)
    if (own === null || (slash === '/' && attributes !== '')) return false
    if (!hasCleanAttributes(attributes, own)) return false
  }
  return true
}

function hasCleanAttributes(source: string, own: readonly string[]): boolean {
  for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
    if (!own.includes(name) && !CONTENT_GLOBAL_ATTRIBUTES.includes(name)) return false
    if (name === 'src' && assetNameOf(value) === null) return false
    if (name === 'id' && !isContentPlace(value)) return false
    if (name === 'href' && !isLink(value.replaceAll('&amp;', '&'))) return false
  }
  return true
}

function isLink(value: string): boolean {
  if (placeOfLink(value) !== null) return true
  const url = URL.parse(value)
  return url !== null && CONTENT_LINK_SCHEMES.includes(url.protocol)
}
