/** From the form of the data in one format to that in the next. Pure: takes any JSON value and answers a new one. */
export interface Migration {
  /** Format of what it is given; it answers format `from + 1`. */
  from: number
  migrate(value: unknown): unknown
}

/** Brings data of an older format up to `known`. Throws where a step is missing: the chain must be gapless. */
export function migrate(value: unknown, format: number, known: number, migrations: readonly Migration[]): unknown {
  let current = value
  for (let at = format; at < known; at++) {
    const step = migrations.find(({ from }) => from === at)
    if (step === undefined) throw new Error(`No migration from format ${at} to ${at + 1}`)
    current = step.migrate(current)
  }
  return current
}
