/**
 * Saves notes in bursts until it is killed or told to stop, and prints the id of each one as soon as it is
 * acknowledged. Arguments: library folder, app-data folder, and optionally a kind of step on the disk and a number: it
 * kills itself at the n-th step of that kind. `IN_PLACE` in the environment takes a step of safety out: files are
 * written where they lie.
 */
import { writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { faultyFiles } from '../storage/faulty-files.ts'
import { type FileSystem, nodeFileSystem } from '../storage/file-system.ts'
import { openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle } from './sample-article.ts'

const [, , folder = '', appData = '', kind = '', at = '0', prefix = 'note'] = process.argv
const BURST = 3
/** Writing stops by itself after this many ms, so that no test leaves a writer behind. */
const MOST_TIME = Number(process.env['WRITER_TIME'] ?? 90_000)
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
  return process.env['IN_PLACE'] === '1' ? { ...files, rename: renameByWriting } : files
}

/** What a program does that writes into the file itself, slowly. */
async function renameByWriting(from: string, to: string): Promise<void> {
  const bytes = await nodeFileSystem.readFile(from)
  await using file = await open(to, 'w')
  for (let offset = 0; offset < bytes.length; offset += 64) await file.write(bytes.subarray(offset, offset + 64))
  await nodeFileSystem.remove(from)
}

const opened = await openLibrary({ folder, appData, files: diskOf() })
if (!opened.ok) throw new Error(opened.failure.code)
await opened.value.add(article, { file: 'killed.txt', starter: false })
writeSync(1, 'ready\n')

async function saveAndSay(id: string): Promise<void> {
  if (opened.ok && (await opened.value.saveAnnotation(sampleAnnotation(article, id, `Note ${id}`))).ok) {
    writeSync(1, `${id}\n`)
  }
}

let stopped = false
process.once('SIGTERM', () => {
  stopped = true
})
for (let number = 0; !stopped && Date.now() - begun < MOST_TIME; number += BURST) {
  await Promise.all(Array.from({ length: BURST }, (_, index) => saveAndSay(`${prefix}-${number + index}`)))
}
await opened.value.close()
