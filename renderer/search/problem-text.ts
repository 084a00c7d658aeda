import i18next from 'i18next'
import type { QueryProblem } from '#shared/search-query.ts'
import { assertNever } from '#shared/result.ts'

/** What is wrong with a query, in the reader's language. */
export function problemText(problem: QueryProblem): string {
  const { t } = i18next
  switch (problem.code) {
    case 'unclosed-quote':
      return t('search:problem.unclosedQuote')
    case 'unclosed-group':
      return t('search:problem.unclosedGroup')
    case 'stray-close':
      return t('search:problem.strayClose')
    case 'lonely-or':
      return t('search:problem.lonelyOr')
    case 'lonely-not':
      return t('search:problem.lonelyNot')
    case 'too-long':
      return t('search:problem.tooLong')
    case 'unknown-field':
      return t('search:problem.unknownField', { name: problem.name })
    case 'missing-value':
      return t('search:problem.missingValue', { name: problem.name })
    case 'bad-date':
      return t('search:problem.badDate', { name: problem.name })
    case 'bad-choice':
      return t('search:problem.badChoice', { name: problem.name, known: problem.known.join(', ') })
    default:
      return assertNever(problem)
  }
}
