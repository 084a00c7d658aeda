import { Offered } from './offered.ts'

/** A switch of Chromium's command line, `--name` or `--name=value`. */
export function parseSwitch(argument: string): { name: string; value: string } | null {
  const match = /^--?([^=\s-][^=]*)(?:=([\s\S]*))?$/.exec(argument)
  return match?.[1] === undefined ? null : { name: match[1], value: match[2] ?? '' }
}

const LISTS = new Set(['disable-features', 'enable-features', 'disable-blink-features', 'enable-blink-features'])

/** Later switches replace earlier ones of the same name, as in Chromium; lists of features are joined. */
export function mergeSwitches(first: readonly string[], second: readonly string[]): string[] {
  const merged = new Map<string, string>()
  for (const argument of [...first, ...second]) {
    const parsed = parseSwitch(argument)
    if (!parsed) continue
    const before = merged.get(parsed.name)
    const joined = LISTS.has(parsed.name) && before ? `${before},${parsed.value}` : parsed.value
    merged.set(parsed.name, joined)
  }
  return [...merged].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
}

/** Switches Chromium gets from the stand-in alone. */
const KEPT_BACK = /^(inspect|remote-debugging-|user-data-dir$|r$|require$)/

/** `app.commandLine`: what was given at the start and what the app added. */
export class CommandLine extends Offered {
  readonly #switches = new Map<string, string>()
  readonly #arguments: string[] = []

  constructor(argv: readonly string[]) {
    super('app.commandLine')
    for (const argument of argv) {
      const parsed = parseSwitch(argument)
      if (parsed) this.#switches.set(parsed.name, parsed.value)
      else this.#arguments.push(argument)
    }
  }

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value)
  }

  appendArgument(value: string): void {
    this.#arguments.push(value)
  }

  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }

  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }

  /** For Chromium. Not a member of Electron's. */
  _forChromium(): string[] {
    return [...this.#switches]
      .filter(([name]) => !KEPT_BACK.test(name))
      .map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  }
}
