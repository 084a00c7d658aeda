/**
 * Runs `work` at the first call at once and then at most every `interval` ms; the last call is never lost. So what was
 * typed is on its way at most `interval` ms later.
 */
export class Throttle {
  private readonly work: () => void
  private readonly interval: number
  private timer: ReturnType<typeof setTimeout> | null = null
  private waiting = false

  constructor(work: () => void, interval: number) {
    this.work = work
    this.interval = interval
  }

  call(): void {
    if (this.timer !== null) {
      this.waiting = true
      return
    }
    this.timer = setTimeout(() => this.elapsed(), this.interval)
    this.work()
  }

  /** Runs what waits now. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    if (!this.waiting) return
    this.waiting = false
    this.work()
  }

  private elapsed(): void {
    this.timer = null
    if (!this.waiting) return
    this.waiting = false
    this.call()
  }
}
