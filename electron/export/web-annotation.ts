import { type Annotation, isPageNote, positionOf, quoteOf } from '#shared/annotation.ts'
import { deepLink } from '#shared/deep-link.ts'
import { type ExportedArticle, placeOnTree } from './exported-article.ts'
import { COLOURS } from './html-page.ts'

/**
 * An article's annotations as nodes of W3C Web Annotation JSON-LD (Web Annotation Data Model, 23 February 2017), joined by
 * commas for one `@graph`. Positions count code points of the article text, as section 4.2.5 of the model wants. The
 * colour is a class of the target and of the annotation's style sheet. Left out: agents, rights, style sheets by address.
 */
export function annotationsJsonLd(article: ExportedArticle): string {
  const { summary } = article
  const { tree, placed } = placeOnTree(article)
  const points = new CodePoints(tree.text)
  const anchored = new Map([...placed.found, ...placed.lost].map((one) => [one.annotation.id, one.anchor]))
  return article.annotations
    .map((annotation) => {
      const anchor = anchored.get(annotation.id)
      const span = anchor === undefined || anchor.state === 'orphan' ? null : anchor
      return JSON.stringify({
        id: deepLink(summary.id, annotation.id),
        type: 'Annotation',
        motivation: annotation.motivation,
        created: annotation.created,
        modified: annotation.modified,
        generator: { type: 'Software', name: 'Simak' },
        ...bodyOf(annotation),
        ...styleOf(annotation),
        target: {
          type: 'SpecificResource',
          source: sourceOf(article),
          ...(isPageNote(annotation) ? {} : { styleClass: `simak-${annotation.colour}` }),
          ...selectorOf(annotation, span, points),
        },
      })
    })
    .join(',\n')
}

function sourceOf({ summary }: ExportedArticle): object {
  const { language } = summary
  const address = summary.url === null ? null : iriOf(summary.url)
  return {
    id: address ?? deepLink(summary.id),
    type: 'Text',
    format: 'text/html',
    ...(language !== null && isLanguage(language) ? { language } : {}),
    ...(address === null ? {} : { via: deepLink(summary.id) }),
  }
}

/** Null for what is no address; characters that an IRI (RFC 3987) must not hold are escaped. */
function iriOf(url: string): string | null {
  const iri = url
    .trim()
    .toWellFormed()
    .replace(/[\s\p{Cc}"<>\\^`{|}]/gu, (character) => encodeURIComponent(character))
  return URL.canParse(iri) ? iri : null
}

/** As BCP 47 has it. */
function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return false
  }
}

/** Section 4.4: what the class of the target means. */
function styleOf(annotation: Annotation): object {
  if (isPageNote(annotation)) return {}
  const { colour, style } = annotation
  const look = style === 'underline' ? `border-bottom: 2px solid ${COLOURS[colour]}` : `background: ${COLOURS[colour]}`
  return { stylesheet: { type: 'CssStylesheet', value: `.simak-${colour} { ${look} }` } }
}

function bodyOf({ body }: Annotation): object {
  if (body.length === 0) return {}
  return {
    body: body.map((one) =>
      one.purpose === 'commenting'
        ? { type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: one.value.toWellFormed() }
        : { type: 'TextualBody', purpose: 'tagging', value: one.value.toWellFormed() },
    ),
  }
}

function selectorOf(annotation: Annotation, span: { start: number; end: number } | null, points: CodePoints): object {
  const quote = quoteOf(annotation)
  const position = span ?? positionOf(annotation)
  const selectors: object[] = []
  if (quote !== undefined) {
    const { type, exact, prefix, suffix } = quote
    selectors.push({ type, exact: exact.toWellFormed(), prefix: prefix.toWellFormed(), suffix: suffix.toWellFormed() })
  }
  if (position !== undefined && span !== null) {
    selectors.push({ type: 'TextPositionSelector', start: points.at(position.start), end: points.at(position.end) })
  }
  return selectors.length === 0 ? {} : { selector: selectors }
}

/** Code units to code points, counted once for many places in ascending order. */
class CodePoints {
  private readonly text: string
  private unit = 0
  private point = 0

  constructor(text: string) {
    this.text = text
  }

  at(unit: number): number {
    if (unit < this.unit) {
      this.unit = 0
      this.point = 0
    }
    while (this.unit < unit) {
      this.unit += (this.text.codePointAt(this.unit) ?? 0) > 0xffff ? 2 : 1
      this.point++
    }
    return this.point
  }
}
