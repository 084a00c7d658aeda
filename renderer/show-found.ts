import type { ArticleId } from '#shared/article.ts'
import { openArticle } from './library/library-actions.ts'
import { jumpToAnnotation, jumpToPassage } from './reader/jump.ts'
import type { ResultChoice } from './search/ResultList.tsx'

/** Opens what was chosen among the results of a search, at its place. */
export function showChoice(choice: ResultChoice): void {
  openArticle(choice.article)
  if (choice.kind === 'annotation') jumpToAnnotation(choice.article, choice.annotation.id)
  else if (choice.kind === 'passage') jumpToPassage(choice.article, choice.passage)
  else {
    const [first] = choice.hits.passages
    if (first !== undefined && first.end > first.start) jumpToPassage(choice.article, first)
  }
}

export function showAnnotation(article: ArticleId, annotation: string): void {
  openArticle(article)
  jumpToAnnotation(article, annotation)
}
