import { describe, expect, test } from 'vitest'
import { makeSafeFolder, PowerCutDisk, type Safety } from '../storage/power-cut-fixtures.ts'
import { CAPTURE } from './library-fixtures.ts'
import { type Library, openLibrary } from './library.ts'
import { sampleAnnotation, sampleArticle, sampleIds } from './sample-article.ts'

const LONG = process.env['SIMAK_FAULTS'] === 'long'
const ARTICLE = sampleArticle('Satu')
const { id: ID } = sampleIds(ARTICLE)
const NOTES = 6
/** States looked at after each step of the writer. */
const STATES = LONG ? 100 : 8

/** A sequence that looks random and is the same in every run (mulberry32, public domain). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

interface State {
  disk: PowerCutDisk
  /** Notes that were acknowledged before the cut. */
  acknowledged: string[]
}

/** Everything a power cut may leave behind while a library is made and notes are written into it. */
async function statesOf(safety: Safety): Promise<State[]> {
  const random = chances(7)
  const states: State[] = []
  const acknowledged: string[] = []
  let isWatched = false
  const disk: PowerCutDisk = new PowerCutDisk(safety, () => {
    if (!isWatched) return
    for (let count = 0; count < STATES; count++) {
      const bias = random()
      states.push({ disk: disk.cut(() => random() < bias), acknowledged: [...acknowledged] })
    }
  })
  await makeSafeFolder(disk.files, '/home')
  const library = await opened(disk)
  isWatched = true
  await library.add(ARTICLE, CAPTURE)
  acknowledged.push('article')
  const saves = Array.from({ length: NOTES }, async (_, index) => {
    const saved = await library.saveAnnotation(sampleAnnotation(ARTICLE, `note-${index}`, `Note ${index}`))
    if (saved.ok) acknowledged.push(`note-${index}`)
  })
  await Promise.all(saves)
  for (let index = NOTES; index < 2 * NOTES; index++) {
    await library.saveAnnotation(sampleAnnotation(ARTICLE, `note-${index}`, `Note ${index}`))
    acknowledged.push(`note-${index}`)
  }
  isWatched = false
  return states
}

async function opened(disk: PowerCutDisk): Promise<Library> {
  const library = await openLibrary({ folder: '/home/Simak', appData: '/home/profile', files: disk.files })
  if (!library.ok) throw new Error(JSON.stringify(library.failure))
  await library.value.checked
  return library.value
}

/** What was acknowledged and is not there, or what is wrong with the library; '' where all is well. */
async function lossIn({ disk, acknowledged }: State): Promise<string> {
  try {
    const library = await opened(disk)
    if (acknowledged.length === 0) return library.readOnly === null ? '' : library.readOnly.code
    const article = await library.open(ID)
    if (!article.ok) return article.failure.code
    const found = new Set(['article', ...article.value.annotations.map(({ id }) => id)])
    const lost = acknowledged.filter((id) => !found.has(id)).join(' ')
    await library.close()
    return lost
  } catch (error) {
    return String(error)
  }
}

async function losses(safety: Safety): Promise<{ states: number; losses: string[] }> {
  const states = await statesOf(safety)
  const found: string[] = []
  for (const state of states) {
    const loss = await lossIn(state)
    if (loss !== '') found.push(loss)
  }
  return { states: states.length, losses: found }
}

describe('a power cut', () => {
  test('at any step loses nothing that was acknowledged', async () => {
    const found = await losses({ files: true, folders: true })
    expect(found.states).toBeGreaterThanOrEqual(400)
    expect(found.losses).toEqual([])
  }, 300_000)

  test.each([
    ['files are not synced', { files: false, folders: true }],
    ['folders are not synced', { files: true, folders: false }],
  ])(
    'is seen to lose something where %s',
    async (_name, safety) => {
      expect((await losses(safety)).losses.length).toBeGreaterThan(10)
    },
    300_000,
  )
})
