/**
 * Lets work overlap without losing its order: each piece begins after the one before has begun, a few at a time, and is
 * told of in order. Two pieces with the same key never run at once.
 */
export class Overlap {
  private readonly most: number
  private readonly running = new Map<string, Promise<unknown>>()
  private begun: Promise<unknown> = Promise.resolve()
  private told: Promise<void>[] = []

  /** @param most pieces at once */
  constructor(most: number) {
    this.most = most
  }

  /**
   * @param ready what the work needs; a rejection, of it or of the work, rejects this piece and all after it
   * @param tell is called with what the work gave, after those of all pieces before
   * @returns resolves when it has been told
   */
  add<R, V>(
    ready: Promise<R>,
    {
      keyOf,
      work,
      tell,
    }: { keyOf: (ready: R) => string | null; work: (ready: R) => Promise<V>; tell: (done: V) => void },
  ): Promise<void> {
    const before = this.told.at(-1)
    const begun = Promise.all([ready, this.begun, this.told.at(-this.most)]).then(([value]) => {
      const key = keyOf(value)
      const same = key === null ? undefined : this.running.get(key)
      const done = same === undefined ? work(value) : same.then(() => work(value))
      if (key !== null) this.hold(key, done)
      // In an object, so that what waits for the beginning does not wait for the end.
      return { done }
    })
    const told = (async () => {
      const { done } = await begun
      const [value] = await Promise.all([done, before])
      tell(value)
    })()
    this.begun = begun
    this.told = [...this.told, told].slice(-this.most)
    return told
  }

  /** Resolves when everything has been told. */
  get all(): Promise<void> {
    return this.told.at(-1) ?? Promise.resolve()
  }

  private hold(key: string, done: Promise<unknown>): void {
    const held = done.catch(() => undefined)
    this.running.set(key, held)
    void held.then(() => {
      if (this.running.get(key) === held) this.running.delete(key)
    })
  }
}
