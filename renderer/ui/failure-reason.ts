import { reasonMessage } from '#shared/failure-reasons.ts'
import { translate } from './i18n.ts'

/** A reason in the reader's language; one that is not known stays as it is, for who is asked for help. */
export function reasonText(reason: string): string {
  const message = reasonMessage(reason)
  return message === undefined ? reason : translate(message)
}
