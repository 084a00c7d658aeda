/**
 * Saves notes in bursts until it is killed or told to stop, and prints the id of each one as soon as it is
 * acknowledged. Arguments: library folder, app-data folder, and optionally a kind of step on the disk and a number: it
 * kills itself at the n-th step of that kind. The environment takes a step of safety out: with `IN_PLACE` files are
 * written where they lie, and the kill comes in the middle of that; with `NO_SYNC` nothing waits for the disk.
 */
import { faultyFiles } from '../storage/faulty-files.ts'
import { type FileSystem, nodeFileSystem } from '../storage/file-system.ts'
import { sayLine } from '../storage/say-line.ts'
import { openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle } from './sample-article.ts'
import { withoutSync, writingInPlace } from './unsafe-disk-fixtures.ts'

const [, , folder = '', appData = '', kind = '', at = '0', prefix = 'note'] = process.argv
const BURST = 3
/** Writing stops by itself after this many ms, with this many notes acknowledged, so that no test leaves a writer behind. */
const MOST_TIME = Number(process.env['WRITER_TIME'] ?? 90_000)
const LEAST = Number(process.env['WRITER_LEAST'] ?? 0)
const article = sampleArticle('Killed')
const begun = Date.now()

function diskOf(): FileSystem {
  let count = 0
  const files = faultyFiles((operation, path) => {
    if (operation !== kind || !path.startsWith(folder)) return null
    count += 1
    if (count === Number(at)) process.kill(process.pid, 'SIGKILL')
    return null
  })
  if (process.env['NO_SYNC'] === '1') return withoutSync(files)
  return process.env['IN_PLACE'] === '1' ? killedInPlace(files) : files
}

/** The kill comes when half of the n-th file is written. */
function killedInPlace(files: FileSystem): FileSystem {
  let renames = 0
  return writingInPlace({ ...files, readFile: nodeFileSystem.readFile }, (path, share) => {
    if (share === 0 && path.startsWith(folder)) renames += 1
    if (kind === 'rename' && renames === Number(at) && share > 0.5) process.kill(process.pid, 'SIGKILL')
  })
}

const opened = await openLibrary({ folder, appData, files: diskOf() })
if (!opened.ok) throw new Error(opened.failure.code)
await opened.value.add(article, { file: 'killed.txt', starter: false })
sayLine('ready')

let acknowledged = 0
async function saveAndSay(id: string): Promise<void> {
  if (opened.ok && (await opened.value.saveAnnotation(sampleAnnotation(article, id, `Note ${id}`))).ok) {
    acknowledged += 1
    sayLine(`${id}`)
  }
}

let stopped = false
process.once('SIGTERM', () => {
  stopped = true
})
for (let number = 0; !stopped && (acknowledged < LEAST || Date.now() - begun < MOST_TIME); number += BURST) {
  await Promise.all(Array.from({ length: BURST }, (_, index) => saveAndSay(`${prefix}-${number + index}`)))
}
await opened.value.close()
