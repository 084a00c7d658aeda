import type { ArticleId, ArticleSummary } from '#shared/article.ts'
import { ArticleTable } from './article-table.ts'

/** The list as it is shown: some rows of the table in the order that the reader chose. */
export class ShownList {
  readonly table: ArticleTable
  private readonly rows: Uint32Array

  constructor(table: ArticleTable, rows: Uint32Array) {
    this.table = table
    this.rows = rows
  }

  get length(): number {
    return this.rows.length
  }

  at(index: number): ArticleSummary | undefined {
    const row = this.rows[index]
    return row === undefined ? undefined : this.table.at(row)
  }

  idAt(index: number): ArticleId | undefined {
    const row = this.rows[index]
    return row === undefined ? undefined : this.table.ids[row]
  }

  /** -1 for what is not shown. */
  indexOf(id: ArticleId | null | undefined): number {
    const row = id === null || id === undefined ? undefined : this.table.rowOf(id)
    return row === undefined ? -1 : this.rows.indexOf(row)
  }

  ids(): ArticleId[] {
    return Array.from(this.rows, (row) => this.table.ids[row] ?? '')
  }
}

export const NOTHING_SHOWN = new ShownList(new ArticleTable([]), new Uint32Array())
