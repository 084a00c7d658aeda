import type { RemovalKind } from '#shared/article.ts'

/** Why a line was left out, in the reader's words. */
export const REMOVAL_KINDS = {
  menu: 'reader:leftOut.kind.menu',
  tracking: 'reader:leftOut.kind.tracking',
  share: 'reader:leftOut.kind.share',
  related: 'reader:leftOut.kind.related',
  tags: 'reader:leftOut.kind.tags',
  popular: 'reader:leftOut.kind.popular',
  comment: 'reader:leftOut.kind.comment',
  copyright: 'reader:leftOut.kind.copyright',
  credit: 'reader:leftOut.kind.credit',
  disclaimer: 'reader:leftOut.kind.disclaimer',
  repeated: 'reader:leftOut.kind.repeated',
  other: 'reader:leftOut.kind.other',
} as const satisfies Record<RemovalKind, string>
