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
  /** An archive (zip, epub, mhtml) that is cut off or not put together as its format asks; `reason` for the curious. */
  | { code: 'archive-damaged'; name: string; reason: string }
  /** More bytes, or more files, than are taken out of one archive or folder. */
  | { code: 'archive-too-large'; name: string; limit: number }
  | { code: 'archive-too-many'; name: string; limit: number }
  /** Names in it lead out of the archive. */
  | { code: 'archive-unsafe'; name: string }
  /** Encrypted, or a book with digital rights management. */
  | { code: 'archive-protected'; name: string }
  /** An archive or folder without any file of a known type. */
  | { code: 'archive-without-articles'; name: string; known: string[] }
  | { code: 'import-failed'; name: string; reason: string }
  /** A web address that gave nothing to import; `reason` as in FetchProblem, or 'HTTP ' and what the host answered. */
  | { code: 'address-failed'; url: string; reason: string }
  | { code: 'article-missing'; id: string }
  | { code: 'article-damaged'; id: string; file: string; reason: string }
  | { code: 'library-newer'; folder: string; format: number; known: number }
  | { code: 'library-damaged'; file: string; reason: string }
  | { code: 'library-unreachable'; folder: string; reason: string }
  /** Another process has the folder: reading only. `process` is its number, 0 where it does not say. */
  | { code: 'library-held'; kind: 'app' | 'command line'; process: number }
  /** A folder that held a library is missing, or empty as a mount point without its disk. */
  | { code: 'library-gone'; folder: string }
  /** Far fewer articles than last time: nothing is written until the reader has decided. */
  | { code: 'library-vanished'; folder: string; known: number; found: number }
  | { code: 'library-read-only'; reason: string }
  /** A backup is missing or damaged; `time` (ms since 1970) names it. */
  | { code: 'backup-damaged'; time: number }
  /** The library was not moved and is where it was. */
  | { code: 'move-failed'; path: string; reason: string }
  | { code: 'not-saved'; file: string; reason: string }
  | { code: 'export-failed'; path: string; reason: string }
  /** What was exported could not be remembered below `path`: without that, edits could not be told from exports. */
  | { code: 'export-memory-failed'; path: string; reason: string }
  | { code: 'template-failed'; line: number | null; reason: string }
  | { code: 'link-refused'; url: string }
  | { code: 'search-stopped'; reason: string }
  | { code: 'bad-request'; channel: string; reason: string }
