/**
 * A library of notes into a folder: first, again without a change, and again after a change of every hundredth article,
 * beside the floor: the same bytes written with plain fs calls (open, write, close; and once more with fsync).
 * Articles are made in memory, so reading the library is not in it. Run: node bench/export.bench.ts [articles]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import en from '../resources/locales/en/export.json' with { type: 'json' }
import { describe } from '../electron/shared/anchoring/describe.ts'
import { bodiesOf } from '../electron/shared/annotation.ts'
import { DEFAULT_NOTE_OPTIONS } from '../electron/shared/export-options.ts'
import { ok, type Result } from '../electron/shared/result.ts'
import { ExportThread } from '../electron/export/export-thread.ts'
import { exportWords } from '../electron/export/export-words.ts'
import type { ExportedArticle } from '../electron/export/exported-article.ts'
import { runFolderExport } from '../electron/export/run-export.ts'

const ARTICLES = Number(process.argv[2] ?? 10_000)
const HIGHLIGHTS = 10
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const SENTENCE = 'Warga lembah membangun jembatan bambu di atas sungai yang meluap setiap musim hujan'

function articleAt(index: number, note: string): ExportedArticle {
  const sentences = Array.from({ length: 36 }, (_, i) => `${SENTENCE}, kali ke-${index * 100 + i}.`)
  const paragraphs = Array.from({ length: 12 }, (_, i) => sentences.slice(i * 3, i * 3 + 3).join(' '))
  const text = paragraphs.join('\n')
  const id = Array.from({ length: 26 }, (_, i) => LETTERS[Math.floor(index / 26 ** i) % 26]).join('')
  const annotations = Array.from({ length: HIGHLIGHTS }, (_, i) => {
    const quote = sentences[i * 3] ?? ''
    const start = text.indexOf(quote)
    return {
      id: `hl-${index}-${i}`,
      motivation: 'highlighting' as const,
      created: '2026-11-20T09:00:00.000Z',
      modified: '2026-11-20T09:00:00.000Z',
      colour: 'yellow' as const,
      body: bodiesOf(i % 2 === 0 ? `${note} ${i}` : '', i % 3 === 0 ? ['jembatan'] : []),
      target: { source: id, version: '', selector: describe(text, start, start + quote.length) },
    }
  })
  return {
    html: paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n'),
    annotations,
    summary: {
      id,
      title: `Jembatan Bambu ${index}`,
      byline: ['Siti'],
      site: 'Kabar',
      url: `https://contoh.test/${index}`,
      published: '2026-05-04',
      language: 'id',
      saved: '2026-11-20T08:00:00.000Z',
      words: 400,
      highlights: HIGHLIGHTS,
      notes: 5,
      waiting: 0,
      starter: false,
      file: 'a.txt',
    },
  }
}

function message(key: string): string {
  const found = key
    .replace('export:', '')
    .split('.')
    .reduce((at: unknown, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : ''), en)
  return String(found)
}

async function* articles(changed: (index: number) => boolean): AsyncGenerator<Result<ExportedArticle, never>> {
  for (let i = 0; i < ARTICLES; i++) yield ok(articleAt(i, changed(i) ? 'Catatan baru' : 'Catatan'))
}

const top = mkdtempSync(join(tmpdir(), 'simak-bench-'))
const folder = join(top, 'vault')
const thread = new ExportThread(new URL('../electron/export/export-worker.ts', import.meta.url))

async function exportAll(
  changed: (index: number) => boolean,
): Promise<{ seconds: number; counts: string; mb: number }> {
  const start = performance.now()
  let mb = 0
  const report = await runFolderExport({
    thread,
    folder,
    appData: join(top, 'data'),
    isPreview: false,
    options: { exported: new Date().toISOString(), words: exportWords(message), note: DEFAULT_NOTE_OPTIONS },
    articles: articles(changed),
    total: ARTICLES,
    onProgress: () => {
      mb = Math.max(mb, process.memoryUsage.rss() / 2 ** 20)
    },
  })
  if (!report.ok || report.value.failed.length > 0) throw new Error(JSON.stringify(report))
  return { seconds: (performance.now() - start) / 1000, counts: JSON.stringify(report.value.counts), mb }
}

async function plain(withSync: boolean): Promise<number> {
  const notes = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const)
  const place = mkdtempSync(join(top, 'plain-'))
  const start = performance.now()
  for (const [name, bytes] of notes) {
    if (!withSync) {
      writeFileSync(join(place, name), bytes)
      continue
    }
    const handle = await open(join(place, name), 'w')
    await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
  }
  return (performance.now() - start) / 1000
}

try {
  const made = performance.now()
  for (let i = 0; i < ARTICLES; i++) articleAt(i, '')
  console.log(
    `making ${ARTICLES} articles: ${((performance.now() - made) / 1000).toFixed(1)} s (part of each line below)`,
  )
  const rows = {
    first: await exportAll(() => false),
    unchanged: await exportAll(() => false),
    'one in a hundred changed': await exportAll((index) => index % 100 === 0),
  }
  console.table(rows)
  console.log(`plain fs calls: ${(await plain(false)).toFixed(2)} s; with fsync: ${(await plain(true)).toFixed(2)} s`)
} finally {
  await thread.close()
  rmSync(top, { recursive: true, force: true })
}
