import { parentPort, workerData } from 'node:worker_threads'
import { LibraryReader } from '../library/library-reader.ts'
import { LibraryDocuments } from './article-document.ts'
import { findPattern } from './find-pattern.ts'
import { runInSlices } from './run-in-slices.ts'
import { SearchEngine } from './search-engine.ts'
import type { SearchMessage, SearchReply, SearchWorkerData } from './search-protocol.ts'

/** Milliseconds after the last change until it is written to a file. */
const SAVE_AFTER = 3000
/** Milliseconds until a whole index is compared with the library: the window is to be there first. */
const COMPARE_AFTER = 2000
/** Milliseconds after the start until the large files are checked. */
const VERIFY_AFTER = 20_000

const port = parentPort
if (port === null) throw new Error('The search worker runs as a worker thread only.')

const send = (reply: SearchReply): void => port.postMessage(reply)

// The one who starts the worker is search-thread.ts.
const { library, folder } = workerData as SearchWorkerData
const engine = new SearchEngine({
  folder,
  source: new LibraryDocuments(new LibraryReader(library)),
  run: runInSlices,
  now: Date.now,
  onState: (state) => send({ kind: 'state', state }),
})
let saving: NodeJS.Timeout | undefined

async function answer(message: SearchMessage): Promise<unknown> {
  switch (message.name) {
    case 'query':
      return engine.query(message.request.query, message.request)
    case 'hits':
      return engine.hits(message.request.query, message.request.ids)
    case 'counts':
      return engine.counts(message.request.queries)
    case 'complete':
      return engine.complete(message.request.query)
    case 'notebook':
      return engine.notebook(message.request.query, message.request.limit)
    case 'pattern':
      return findPattern(message.request.text, message.request.pattern, message.request.matchCase)
    case 'collections':
      engine.setCollections(message.request.collections)
      return null
    case 'changed':
      await engine.changed(message.request.ids)
      clearTimeout(saving)
      saving = setTimeout(() => void engine.save(), SAVE_AFTER)
      return null
    case 'close':
      clearTimeout(saving)
      clearTimeout(comparing)
      await engine.close()
      return null
  }
}

port.on('message', (message: SearchMessage) => {
  answer(message).then(
    (value) => send({ kind: 'answer', task: message.task, value }),
    (error: unknown) => {
      send({ kind: 'failed', task: message.task, reason: error instanceof Error ? error.message : String(error) })
    },
  )
})

engine.warmUp()
const comparing = setTimeout(() => void engine.sync(), engine.isComplete ? COMPARE_AFTER : 0)
setTimeout(() => void engine.verify(), VERIFY_AFTER).unref()
