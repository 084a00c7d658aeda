/**
 * What stands behind a failure: error codes of Node's file system (and ENOTFILE, our own for devices and pipes), names
 * of the exceptions a browser throws for a dropped file, and what storage and import say of a damaged or stuck file.
 */
const REASONS = {
  ENOENT: 'failures:reason.missing',
  NotFoundError: 'failures:reason.missing',
  missing: 'failures:reason.missing',
  EACCES: 'failures:reason.notAllowed',
  EPERM: 'failures:reason.notAllowed',
  NotAllowedError: 'failures:reason.notAllowed',
  SecurityError: 'failures:reason.notAllowed',
  EISDIR: 'failures:reason.folder',
  ENOTFILE: 'failures:reason.notFile',
  ENOTDIR: 'failures:reason.notFolder',
  ENOSPC: 'failures:reason.diskFull',
  EDQUOT: 'failures:reason.diskFull',
  EROFS: 'failures:reason.readOnly',
  EIO: 'failures:reason.diskError',
  EBUSY: 'failures:reason.inUse',
  EILSEQ: 'failures:reason.encoding',
  NotReadableError: 'failures:reason.unreadable',
  empty: 'failures:reason.altered',
  header: 'failures:reason.altered',
  length: 'failures:reason.altered',
  checksum: 'failures:reason.altered',
  json: 'failures:reason.altered',
  schema: 'failures:reason.altered',
  newer: 'failures:reason.newer',
  outside: 'failures:reason.outside',
  inside: 'failures:reason.inside',
  ENOTEMPTY: 'failures:reason.notEmpty',
  unfinished: 'failures:reason.unfinished',
  timeout: 'failures:reason.tooLong',
  ETIMEDOUT: 'failures:reason.noAnswer',
  ESTALE: 'failures:reason.noAnswer',
  EHOSTDOWN: 'failures:reason.noAnswer',
  ENODEV: 'failures:reason.noAnswer',
  ENXIO: 'failures:reason.noAnswer',
  ELOOP: 'failures:reason.linkLoop',
  link: 'failures:reason.link',
  ENAMETOOLONG: 'failures:reason.nameTooLong',
  changed: 'failures:reason.changed',
  memory: 'failures:reason.tooMuchMemory',
  elements: 'failures:reason.tooManyElements',
  letters: 'failures:reason.tooManyLetters',
  OPF: 'failures:reason.noPackage',
  MIME: 'failures:reason.noParts',
  end: 'failures:reason.noZipEnd',
  JSON: 'failures:reason.notJson',
  address: 'failures:reason.noAddress',
  'own-network': 'failures:reason.ownNetwork',
  unreachable: 'failures:reason.unreachable',
  redirects: 'failures:reason.redirects',
  'too-large': 'failures:reason.tooLarge',
  cancelled: 'failures:reason.cancelled',
} as const

/** The key of a message that says a reason in words. */
export type ReasonMessage = (typeof REASONS)[keyof typeof REASONS]

const MESSAGES: ReadonlyMap<string, ReasonMessage> = new Map(Object.entries(REASONS))

/** Undefined for a reason that has no words. */
export function reasonMessage(reason: string): ReasonMessage | undefined {
  return MESSAGES.get(reason)
}
