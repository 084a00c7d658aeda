/** Outcome of something that may fail in ways the reader can be told about. Crosses IPC by structured clone. */
export type Result<Value, Problem> = { ok: true; value: Value } | { ok: false; failure: Problem }

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function fail<Problem>(failure: Problem): { ok: false; failure: Problem } {
  return { ok: false, failure }
}

/** Closes a union: does not compile while a variant is left unhandled. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled variant: ${JSON.stringify(value)}`)
}
