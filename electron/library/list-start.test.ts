import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seal } from '../storage/envelope.ts'
import { captureOf } from './article-view.ts'
import { openAs, quickScratch, valueOf } from './library-fixtures.ts'
import { openLibrary } from './library.ts'
import { sampleArticle, sampleIds } from './sample-article.ts'

const COUNT = 3200

/** Records of so many articles, saved one a day; answers their ids, the oldest first. */
async function fill(folder: string): Promise<string[]> {
  await (await openAs(folder, 'one')).close()
  const devices = join(folder, 'Simak', 'devices')
  const [device = ''] = await readdir(devices)
  const articles = join(devices, device, 'articles')
  await mkdir(articles, { recursive: true })
  const ids: string[] = []
  for (let index = 0; index < COUNT; index++) {
    const article = sampleArticle(`Number ${index}`)
    const { id, version } = sampleIds(article)
    const saved = new Date(Date.UTC(2000, 0, 1) + index * 86_400_000).toISOString()
    const data = captureOf(article, version, { file: 'a.txt', starter: false, saved })
    const record = { id: 'capture', type: 'capture', hlc: `${saved}.0000.${device}`, data }
    await writeFile(join(articles, `${id}.json`), seal(1, { records: [record] }))
    ids.push(id)
  }
  return ids
}

test('a long list begins with the newest articles; an old one can be had before its turn', async () => {
  await using folder = await quickScratch()
  const ids = await fill(folder.path)
  const first = await openAs(folder.path, 'one')
  expect(first.list()).toHaveLength(COUNT)
  await first.close()
  const again = valueOf(
    await openLibrary({ folder: join(folder.path, 'Simak'), appData: join(folder.path, 'profile-one') }),
  )
  expect(again.list().length).toBeGreaterThanOrEqual(2000)
  expect(again.list()[0]?.id).toBe(ids.at(-1))
  expect(again.summary(ids[0] ?? '')?.title).toBe('Number 0')
  await again.listed
  expect(again.list()).toHaveLength(COUNT)
  await again.checked
  expect(again.problems).toEqual([])
  await again.close()
})
