import type { Failure } from '#shared/failure.ts'

/** Gathers what is not saved, file by file, into one report: the oldest failure, or null once all is saved. */
export class Trouble {
  private readonly failures = new Map<string, Failure>()
  private readonly onChange: (failure: Failure | null) => void
  private told: Failure | null = null

  constructor(onChange: (failure: Failure | null) => void) {
    this.onChange = onChange
  }

  get current(): Failure | null {
    return this.failures.values().next().value ?? null
  }

  report(file: string, failure: Failure | null): void {
    if (failure === null) this.failures.delete(file)
    else this.failures.set(file, failure)
    if (JSON.stringify(this.current) === JSON.stringify(this.told)) return
    this.told = this.current
    this.onChange(this.told)
  }
}
