/** Saves notes in bursts until it is killed, and prints the id of each one as soon as it is acknowledged. */
import { writeSync } from 'node:fs'
import { openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle } from './sample-article.ts'

const [, , folder = '', appData = ''] = process.argv
const BURST = 3
const article = sampleArticle('Killed')
const opened = await openLibrary({ folder, appData })
if (!opened.ok) throw new Error(opened.failure.code)
await opened.value.add(article, { file: 'killed.txt', starter: false })

async function saveAndSay(id: string): Promise<void> {
  if (opened.ok && (await opened.value.saveAnnotation(sampleAnnotation(article, id, `Note ${id}`))).ok) {
    writeSync(1, `${id}\n`)
  }
}

for (let number = 0; ; number += BURST) {
  await Promise.all(Array.from({ length: BURST }, (_, index) => saveAndSay(`note-${number + index}`)))
}
