import { canary } from '../canary.ts'
import { ELSEWHERE, LEAK_DOMAIN } from '../world.ts'

/**
 * Hostile HTML by payload id (lower case letters, digits and hyphens). Placeholders: `{run}` is script that shows that
 * it ran (backticks, no other quotes), `{host}` a name that only this payload uses, `{http}` and `{https}` addresses
 * with it, `{ip}` an address without any name.
 */
export type PayloadTable = Readonly<Record<string, string>>

export interface Payload {
  id: string
  html: string
}

export function fillIn(table: PayloadTable): Payload[] {
  return Object.entries(table).map(([id, html]) => ({ id, html: filled(id, html) }))
}

function filled(id: string, html: string): string {
  const host = `${id}.${LEAK_DOMAIN}`
  return html
    .replaceAll('{run}', canary(id))
    .replaceAll('{host}', host)
    .replaceAll('{https}', `https://${host}`)
    .replaceAll('{http}', `http://${host}`)
    .replaceAll('{ip}', `http://${ELSEWHERE}/leak/${id}`)
}
