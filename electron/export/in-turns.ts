/** Work in two steps: batches are made by whoever has time, and written by one, in their order. */
export interface InTurns<Batch, Ready, Worker> {
  batches(): AsyncGenerator<Batch, void>
  render(worker: Worker, batch: Batch): Promise<Ready>
  write(ready: Ready): Promise<void>
  /** Asked while batches are taken. */
  needsHelp(): boolean
  isStopped(): boolean
}

/** What a worker that helps can be asked for before there is work. */
interface Helper {
  call(method: 'start', args: []): Promise<null>
}

/** Batches that a helper has at once: so it need not wait for the next one. */
const AT_ONCE = 2
/** Batches on their way, beside one for each helper. */
const AHEAD = 3

interface Sent<Ready> {
  ready: Promise<Ready>
  isReady: boolean
}

/** Runs it all. The writer makes a batch whenever the next to be written is not ready, so that it never waits long. */
export async function inTurns<Batch, Ready, Worker extends Helper>(
  work: InTurns<Batch, Ready, Worker>,
  writer: Worker,
  helpers: readonly Worker[],
): Promise<void> {
  await new Turns(work, writer, helpers).run()
}

class Turns<Batch, Ready, Worker extends Helper> {
  private readonly work: InTurns<Batch, Ready, Worker>
  private readonly writer: Worker
  private readonly helpers: readonly Worker[]
  private readonly source: AsyncGenerator<Batch, void>
  /** In the order in which they are to be written. */
  private readonly sent: Sent<Ready>[] = []
  private isAllSent = false
  private isHelped = false
  private failure: Error | null = null
  private whenWritten: (() => void)[] = []

  constructor(work: InTurns<Batch, Ready, Worker>, writer: Worker, helpers: readonly Worker[]) {
    this.work = work
    this.writer = writer
    this.helpers = helpers
    this.source = work.batches()
  }

  async run(): Promise<void> {
    while (!this.work.isStopped() && this.failure === null) {
      const [oldest] = this.sent
      if (oldest === undefined && this.isAllSent) break
      if (oldest !== undefined && (oldest.isReady || this.isAllSent || this.isFull())) await this.write(oldest)
      else await this.makeOne(this.writer)
    }
    if (this.failure !== null) throw this.failure
  }

  private isFull(): boolean {
    return this.sent.length >= this.helpers.length + AHEAD
  }

  private async write(oldest: Sent<Ready>): Promise<void> {
    const ready = await oldest.ready
    if (this.work.isStopped()) return
    await this.work.write(ready)
    this.sent.shift()
    for (const go of this.whenWritten.splice(0)) go()
  }

  /** Answers when the next batch is made, if there is one. */
  private async makeOne(worker: Worker): Promise<void> {
    const next = await this.source.next()
    if (next.done === true) {
      this.isAllSent = true
      return
    }
    const ready = this.work.render(worker, next.value)
    const sent = { ready, isReady: false }
    this.sent.push(sent)
    if (this.work.needsHelp()) this.getHelp()
    // A failure is told where the batch is waited for.
    await ready.then(
      () => (sent.isReady = true),
      () => undefined,
    )
  }

  private getHelp(): void {
    if (this.isHelped) return
    this.isHelped = true
    for (const helper of this.helpers) {
      void this.help(helper).catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error))
      })
    }
  }

  private async help(helper: Worker): Promise<void> {
    await helper.call('start', [])
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.makeAll(helper)))
  }

  private async makeAll(helper: Worker): Promise<void> {
    while (!this.isAllSent && !this.work.isStopped() && this.failure === null) {
      if (this.isFull()) await new Promise<void>((go) => this.whenWritten.push(go))
      else await this.makeOne(helper)
    }
  }
}
