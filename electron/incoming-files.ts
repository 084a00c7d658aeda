/** Files that reach the app from outside (arguments, second start, `open-file`): held until the window can show them. */
export class IncomingFiles {
  private waiting: string[] = []
  private open: ((files: string[]) => void) | null = null

  add(files: readonly string[]): void {
    this.waiting.push(...files)
    this.flush()
  }

  /** From now on (and for what already waits) files go to `open`. */
  ready(open: (files: string[]) => void): void {
    this.open = open
    this.flush()
  }

  private flush(): void {
    if (this.open === null || this.waiting.length === 0) return
    const files = this.waiting
    this.waiting = []
    this.open(files)
  }
}
