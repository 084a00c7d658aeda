import { type Annotation, positionOf, quoteOf } from '#shared/annotation.ts'
import { deepLink } from '#shared/deep-link.ts'
import { type ExportedArticle, placeOnTree } from './exported-article.ts'

/**
 * An article's annotations as nodes of W3C Web Annotation JSON-LD (Web Annotation Data Model, 23 February 2017), joined by
 * commas for one `@graph`. Positions count code points of the article text, as section 4.2.5 of the model wants. The
 * colour is a class of the style sheet that the target names. Left out: agents, rights, stylesheets by address.
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
        target: {
          type: 'SpecificResource',
          source: sourceOf(article),
          styleClass: `simak-${annotation.colour}`,
          ...selectorOf(annotation, span, points),
        },
      })
    })
    .join(',\n')
}

function sourceOf({ summary }: ExportedArticle): object {
  const isAddress = summary.url !== null && URL.canParse(summary.url)
  return {
    id: isAddress ? summary.url : deepLink(summary.id),
    type: 'Text',
    format: 'text/html',
    ...(summary.language === null ? {} : { language: summary.language }),
    ...(isAddress ? { via: deepLink(summary.id) } : {}),
  }
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
