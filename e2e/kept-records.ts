import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the record files of a library hold now: the text of each, as a kill would leave them. */
export function keptRecords(library: string): string[] {
  const folder = join(library, 'devices')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return names.map((name) => readFileSync(join(folder, name), 'utf8'))
}
