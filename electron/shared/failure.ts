/**
 * Every expected failure, as a code with the facts its message needs. The renderer words it in the reader's language
 * (catalogue `failures`), so nothing here is prose.
 */
export type Failure =
  | { code: 'file-not-text'; name: string }
  | { code: 'file-empty'; name: string }
  | { code: 'file-unreadable'; name: string; reason: string }
  | { code: 'file-too-large'; name: string; bytes: number; limit: number }
  | { code: 'file-type-unknown'; name: string; known: string[] }
  | { code: 'file-without-article'; name: string }
  | { code: 'import-failed'; name: string; reason: string }
  | { code: 'article-missing'; id: string }
  | { code: 'article-damaged'; id: string; file: string; reason: string }
  | { code: 'library-newer'; folder: string; format: number; known: number }
  | { code: 'library-damaged'; file: string; reason: string }
  | { code: 'library-unreachable'; folder: string; reason: string }
  | { code: 'library-read-only'; reason: string }
  | { code: 'not-saved'; file: string; reason: string }
  | { code: 'export-failed'; path: string; reason: string }
  | { code: 'link-refused'; url: string }
  | { code: 'search-stopped'; reason: string }
  | { code: 'bad-request'; channel: string; reason: string }
