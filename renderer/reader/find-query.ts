import type { FindOptions } from './find-hits.ts'

export interface FindQuery extends FindOptions {
  text: string
  /** The text is a regular expression. */
  pattern: boolean
}

export const EMPTY_QUERY: FindQuery = {
  text: '',
  matchCase: false,
  diacritics: false,
  wholeWord: false,
  pattern: false,
}
