/** One thing the reader did. Both directions go through the API, so they work for articles that are not open too. */
export interface UndoStep {
  /** Message key (with namespace) of what was done, for the announcement "Undone: ...". */
  message: string
  undo(): Promise<void>
  redo(): Promise<void>
}

/** Everything undoable since the app was started, across articles. */
export class UndoStack {
  private done: UndoStep[] = []
  private undone: UndoStep[] = []
  private running: Promise<unknown> = Promise.resolve()

  /** Call after the step has been carried out. */
  push(step: UndoStep): void {
    this.done.push(step)
    this.undone = []
  }

  /** Takes back the newest step; answers it, or null when there is none. Calls run one after another. */
  undo(): Promise<UndoStep | null> {
    return this.enqueue(async () => {
      const step = this.done.pop()
      if (step === undefined) return null
      await step.undo()
      this.undone.push(step)
      return step
    })
  }

  redo(): Promise<UndoStep | null> {
    return this.enqueue(async () => {
      const step = this.undone.pop()
      if (step === undefined) return null
      await step.redo()
      this.done.push(step)
      return step
    })
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.running.then(work, work)
    this.running = result.catch(() => undefined)
    return result
  }
}

export const undoStack = new UndoStack()
