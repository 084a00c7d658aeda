import { HINTS } from './hints.ts'
import { LOADS } from './loads.ts'
import { CLOBBERING, FOREIGN, MUTATIONS } from './markup.ts'
import { CLICKS, NAVIGATION } from './navigation.ts'
import { NETWORK } from './network.ts'
import { fillIn, type Payload } from './payload.ts'
import { SCRIPTS } from './scripts.ts'

/** Payloads that can share a page with others. */
export const SHARED_PAGE_PAYLOADS: readonly Payload[] = [
  SCRIPTS,
  LOADS,
  HINTS,
  NETWORK,
  FOREIGN,
  MUTATIONS,
  CLOBBERING,
  CLICKS,
].flatMap(fillIn)

/** Payloads that take the page away or change how the rest of it is read. */
export const OWN_PAGE_PAYLOADS: readonly Payload[] = fillIn(NAVIGATION)
