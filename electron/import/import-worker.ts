import { parentPort } from 'node:worker_threads'
import type { ImportedArticle } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { ok, type Result } from '#shared/result.ts'
import { findBeside } from './beside.ts'
import { importBytes } from './import-file.ts'
import type { MadeArticle, WorkerAnswer, WorkerTask } from './import-protocol.ts'
import { withPictures } from './place-pictures.ts'
import { loadSanitiser } from './sanitise.ts'

/** Runs imports one after another in a thread of its own, and answers each task with its number. */
const port = parentPort
if (port === null) throw new Error('The import worker runs as a worker thread only.')

port.on('message', (task: WorkerTask) => {
  void importBytes(task.name, task.bytes, {
    find: (address) => findBeside(task.beside, address),
    encoding: task.encoding ?? null,
    fetched: task.fetched ?? null,
  })
    .then((result) => (result.ok && task.into ? ok(withPictures(result.value, task.into)) : result))
    .catch((error: unknown) => ({
      ok: false as const,
      failure: {
        code: 'import-failed' as const,
        name: task.name,
        reason: error instanceof Error ? error.message : String(error),
      },
    }))
    .then((result) => port.postMessage({ task: task.task, result: withoutOriginal(result) } satisfies WorkerAnswer))
})

function withoutOriginal(result: Result<ImportedArticle, Failure>): Result<MadeArticle, Failure> {
  if (!result.ok) return result
  const { original: _original, ...made } = result.value
  return ok(made)
}

// Loading takes about a second: it may as well begin before the first file is there.
void loadSanitiser()
