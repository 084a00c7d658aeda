import { parentPort } from 'node:worker_threads'
import { EXPORT_METHODS, type ExportAnswer, type ExportTask } from './export-methods.ts'

/** Runs exports in a thread of its own; answers each task with its number. */
const port = parentPort
if (port === null) throw new Error('The export worker runs as a worker thread only.')

port.on('message', ({ task, method, args }: ExportTask) => {
  // The arguments are those of the method: export-thread.ts lets no others be sent.
  const call = EXPORT_METHODS[method] as (...values: unknown[]) => Promise<unknown>
  void call(...args)
    .then((value): ExportAnswer => ({ task, value }))
    .catch(
      (error: unknown): ExportAnswer => ({ task, error: error instanceof Error ? String(error.stack) : String(error) }),
    )
    .then((answer) => port.postMessage(answer))
})
