import type { DeepLink } from '#shared/deep-link.ts'

/** Addresses of articles that other programs open Simak with: the last one is held until the window can show it. */
export class IncomingJumps {
  private waiting: DeepLink | null = null
  private go: ((link: DeepLink) => void) | null = null

  add(link: DeepLink | null): void {
    if (link === null) return
    if (this.go === null) this.waiting = link
    else this.go(link)
  }

  /** From now on (and for what already waits) addresses go to `go`. */
  ready(go: (link: DeepLink) => void): void {
    this.go = go
    const { waiting } = this
    this.waiting = null
    if (waiting !== null) go(waiting)
  }
}
