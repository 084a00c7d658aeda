/** How long (ms) a frame, and then a pause, is waited for: a hidden window draws none, and a busy one has none. */
const LONGEST_WAIT = 100

/**
 * Does work once the frame is drawn that shows what has just changed, in the order in which it was given: what the work
 * costs here and in other processes then holds up no frame.
 */
export class AfterFrame {
  private readonly afterwards: (work: () => void) => void
  private waiting: (() => void)[] = []
  private isLeaving = false

  /** @param afterwards runs what it is given soon, once */
  constructor(afterwards: (work: () => void) => void = afterNextFrame) {
    this.afterwards = afterwards
  }

  /** Answers what the work answers. */
  do<T>(work: () => Promise<T>): Promise<T> {
    if (this.isLeaving) return work()
    return new Promise((resolve, reject) => {
      this.waiting.push(() => void work().then(resolve, reject))
      if (this.waiting.length === 1) this.afterwards(() => this.doAll())
    })
  }

  /** The window goes: what waits is done now, and what comes yet at once. */
  leave(): void {
    this.isLeaving = true
    this.doAll()
  }

  private doAll(): void {
    const all = this.waiting
    this.waiting = []
    for (const one of all) one()
  }
}

function afterNextFrame(work: () => void): void {
  const once = (): void => {
    clearTimeout(timer)
    work()
  }
  const timer = setTimeout(once, 2 * LONGEST_WAIT)
  requestAnimationFrame(() => requestIdleCallback(once, { timeout: LONGEST_WAIT }))
}
