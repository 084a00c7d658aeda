import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SearchDocument } from './search-document.ts'
import { SearchEngine } from './search-engine.ts'
import { found, LIBRARY, pausing, runAtOnce, sampleDocument, sampleId, SampleSource } from './search-fixtures.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simak-search-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function newEngine(source: SampleSource, run = runAtOnce): SearchEngine {
  return new SearchEngine({ folder, source, run, now: Date.now })
}

async function engineOf(source: SampleSource): Promise<SearchEngine> {
  const engine = newEngine(source)
  await engine.sync()
  return engine
}

/** So many that they are not taken in one by one. */
const FEW = 64

function many(text: string, revision: number): SearchDocument[] {
  const letters = 'abcdefghij'
  const others = Array.from({ length: FEW + 9 }, (_, index) =>
    sampleDocument(`x${letters[Math.floor(index / 10)]}${letters[index % 10]}`, { text, revision }),
  )
  return [sampleDocument('rice', { text, revision }), ...others]
}

describe('what changes', () => {
  test('is found at once, also after a restart', async () => {
    const source = new SampleSource(LIBRARY)
    const engine = await engineOf(source)
    source.put(sampleDocument('new', { title: 'Jembatan bambu', revision: 2 }))
    source.put(sampleDocument('rice', { title: 'Harga jagung turun', revision: 2 }))
    source.documents.delete(sampleId('vote'))
    await engine.changed(['new', 'rice', 'vote'].map(sampleId))
    expect(found(engine, 'jembatan')).toEqual(['new'])
    expect(found(engine, 'jagung')).toEqual(['rice'])
    expect(found(engine, '"beras naik"')).toEqual([])
    expect(found(engine, 'lang:en')).toEqual([])
    await engine.close()
    const again = newEngine(new SampleSource())
    expect(found(again, 'jagung')).toEqual(['rice'])
    await again.close()
  })

  test('while the program was away is found missing by its revision', async () => {
    const source = new SampleSource(LIBRARY)
    await (await engineOf(source)).close()
    source.put(sampleDocument('rice', { title: 'Harga jagung', revision: 7 }))
    source.documents.delete(sampleId('vote'))
    const again = await engineOf(source)
    expect(found(again, 'jagung')).toEqual(['rice'])
    expect(found(again, 'lang:en')).toEqual([])
    await again.close()
  })

  test('what many others took along is gone after a restart, however many have changed', async () => {
    const source = new SampleSource(many('lama', 1))
    await (await engineOf(source)).close()
    source.put(...many('baru', 2))
    // As an article that another device has made a version of one that stands: it has files, but is none by itself.
    source.hidden.add(sampleId('rice'))
    const again = await engineOf(source)
    expect(found(again, 'baru')).toHaveLength(FEW + 9)
    expect(found(again, 'lama')).toEqual([])
    expect(found(again, '').filter((id) => id === 'rice')).toEqual([])
    await again.close()
  })

  test('is answered from the index as it was, before the library has been looked at again', async () => {
    const source = new SampleSource(LIBRARY)
    await (await engineOf(source)).close()
    const again = newEngine(source)
    expect(again.indexState).toEqual({ state: 'ready', done: LIBRARY.length, total: LIBRARY.length })
    await again.close()
  })

  test('of a whole library only what is another than in the index is read again', async () => {
    const source = new SampleSource(many('lama', 1))
    const engine = await engineOf(source)
    source.put(sampleDocument('rice', { text: 'baru', revision: 2 }))
    source.read.length = 0
    await engine.changed([...source.documents.keys()])
    expect(source.read).toEqual([sampleId('rice')])
    expect(found(engine, 'baru')).toEqual(['rice'])
    await engine.close()
  })

  test('a whole library that is told of while it is taken in is read once', async () => {
    const source = new SampleSource(many('lama', 1))
    let told = false
    const tell = (): void => {
      if (!told) void engine.changed([...source.documents.keys()])
      told = true
    }
    const engine: SearchEngine = newEngine(source, pausing(tell))
    await engine.sync()
    expect(source.read).toHaveLength(source.documents.size)
    expect(found(engine, 'lama')).toHaveLength(source.documents.size)
    await engine.close()
  })

  test('while the index is built is not lost', async () => {
    const source = new SampleSource(
      Array.from({ length: 200 }, (_, index) => sampleDocument(`d${index}`.replace(/[01]/g, 'z'), { text: 'lama' })),
    )
    const engine = newEngine(
      source,
      pausing(() => change()),
    )
    let changed = false
    const change = (): void => {
      if (changed) return
      changed = true
      source.put(sampleDocument('d2', { text: 'baru', revision: 2 }))
      void engine.changed([sampleId('d2')])
    }
    await engine.sync()
    expect(found(engine, 'baru')).toEqual(['d2'])
    await engine.close()
  })

  test('many small changes leave few files', async () => {
    const source = new SampleSource(LIBRARY)
    const engine = await engineOf(source)
    for (let round = 0; round < 60; round++) {
      source.put(sampleDocument('rice', { title: `Nomor ${round}`, revision: round + 2 }))
      await engine.changed([sampleId('rice')])
    }
    await engine.save()
    expect(found(engine, 'title:59')).toEqual(['rice'])
    expect(found(engine, 'title:58')).toEqual([])
    await engine.close()
    expect(readdirSync(join(folder, '1')).filter((name) => name.endsWith('.meta')).length).toBeLessThanOrEqual(7)
  })
})
