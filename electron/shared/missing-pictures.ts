/** Pictures that an article names and that did not come with it, by who has them. */
export interface MissingPictures {
  /** Pictures, each counted once. */
  count: number
  hosts: PictureHost[]
}

/** One host that would be asked. */
export interface PictureHost {
  /** As `URL.host`: with a port where that is not the usual one. */
  host: string
  count: number
  /** On the own machine or in the own network, by what it is called. */
  isOwn: boolean
}

/** Why a file did not come; `status` is what the host answered (HTTP). */
export type FetchProblem =
  | { reason: 'own-network' | 'timeout' | 'unreachable' | 'redirects' | 'too-large' | 'not-a-picture' | 'cancelled' }
  | { reason: 'status'; status: number }

/** Also one that came, and whose place in the article was not found. */
export type PictureFailure = { address: string } & (FetchProblem | { reason: 'no-place' })

/** How far fetching is, in pictures. */
export interface FetchProgress {
  done: number
  total: number
}
