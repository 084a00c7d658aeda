import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { carryOver } from '#shared/version.ts'
import { LibraryReader } from '../library/library-reader.ts'
import { LikenessIndex } from './likeness-index.ts'
import type { LikenessMessage, LikenessReply, LikenessWorkerData } from './likeness-protocol.ts'

const port = parentPort
if (port === null) throw new Error('The likeness worker runs as a worker thread only.')

// The one who starts the worker is likeness-thread.ts.
const { library, file } = workerData as LikenessWorkerData
const reader = new LibraryReader(library)
const index = new LikenessIndex(reader, file)
let whole = false
const known = sync()

async function sync(): Promise<void> {
  for (const _ of index.sync()) await setImmediate()
  whole = true
}

const send = (reply: LikenessReply): void => port.postMessage(reply)

function find(task: number, ids: readonly string[]): void {
  reader.refresh()
  send({ task, whole, found: ids.map((id) => ({ id, twins: index.find(id) })) })
}

port.on('message', (message: LikenessMessage) => {
  switch (message.name) {
    case 'changed':
      for (const id of message.ids) index.update(id)
      return
    case 'find':
      find(message.task, message.ids)
      return
    case 'find-later':
      void known.then(() => find(message.task, message.ids))
      return
    case 'carry':
      send({ task: message.task, whole, found: [], carried: carryOver(message.job) })
      return
    case 'close':
      index.save()
      send({ task: message.task, whole, found: [] })
  }
})
