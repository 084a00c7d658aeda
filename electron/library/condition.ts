import type { Failure } from '#shared/failure.ts'
import type { FileTrouble } from './record-sources.ts'

/** What a library says of itself: whether it can be changed, and which files were not as they should be. */
export class Condition {
  private closed: Failure | null
  private readonly found: FileTrouble[]
  private readonly onChange: () => void

  constructor(readOnly: Failure | null, problems: readonly FileTrouble[], onChange: (() => void) | undefined) {
    this.closed = readOnly
    this.found = [...problems]
    this.onChange = onChange ?? (() => undefined)
  }

  get readOnly(): Failure | null {
    return this.closed
  }

  get problems(): readonly FileTrouble[] {
    return this.found
  }

  /** Every file that was met could be read, or has been replaced by a good copy. */
  get isWhole(): boolean {
    return this.found.every(
      (problem) =>
        problem.kind === 'merged' ||
        problem.kind === 'rewritten' ||
        (problem.kind === 'damaged' && problem.recoveredAt !== null),
    )
  }

  /** From now on nothing is written. */
  close(failure: Failure): void {
    this.closed = failure
    this.onChange()
  }

  add(problem: FileTrouble): void {
    this.found.push(problem)
    this.onChange()
  }
}
