/** A library with long articles full of highlights, and the same articles as plain pages. */
import { hash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Annotation, HIGHLIGHT_COLOURS } from '#shared/annotation.ts'
import { articleTextOf } from '../electron/export/exported-article.ts'
import { captureOf } from '../electron/library/article-view.ts'
import { openLibrary } from '../electron/library/library.ts'
import { sampleArticle, sampleIds } from '../electron/library/sample-article.ts'
import { seal } from '../electron/storage/envelope.ts'

export interface Sample {
  title: string
  kilobytes: number
  highlights: number
}

const WORDS =
  'harbour ledger winter carries lantern because window copper between valley slowly under the and of a in to was that it for on as with his they at be this from or had by not but what some we can out other were all your when up use how said each she which their time if will way about many then them would write like so these her long make thing see him two has look more day could go come did my sound no most number who over know water than call first people may down side been now find'.split(
    ' ',
  )
const SAVED = '2026-11-21T12:00:00.000Z'

/** Paragraphs of words from a fixed sequence, with marks inside some sentences. */
export function contentOf({ title, kilobytes }: Sample): string {
  const parts: string[] = [`<p>${title} begins here.</p>`]
  let state = kilobytes
  const next = (count: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % count
  }
  for (let size = 0; size < kilobytes * 1024; ) {
    const words = Array.from({ length: 60 + next(60) }, () => WORDS[next(WORDS.length)] ?? '')
    words[10] = `<em>${words[10]}</em>`
    words[20] = `<strong>${words[20]}</strong>`
    const part = next(12) === 0 ? `<h2>${words.slice(0, 6).join(' ')}</h2>` : `<p>${words.join(' ')}.</p>`
    parts.push(part)
    size += part.length
  }
  return parts.join('\n')
}

/** Makes the library; every article has its highlights spread evenly over its text, some over each other. */
export async function makeLibrary(folder: string, appData: string, samples: readonly Sample[]): Promise<void> {
  const library = await openLibrary({ folder, appData })
  if (!library.ok) throw new Error(library.failure.code)
  await library.value.markStartersImported()
  const device = (await readdir(join(folder, 'devices')))[0] ?? ''
  const records = join(folder, 'devices', device, 'articles')
  for (const sample of samples) {
    const article = { ...sampleArticle(sample.title), content: contentOf(sample) }
    await library.value.add(article, { file: 'sample.html', starter: false })
    const { id, version } = sampleIds(article)
    const text = articleTextOf(article.content)
    const annotations = Array.from({ length: sample.highlights }, (_, at) =>
      highlightAt(text, at, sample, { id, version }),
    )
    const hlc = `${SAVED}.0000.aaaaaaaaaaaaaaaa`
    const capture = captureOf(article, version, { file: 'sample.html', starter: false, saved: SAVED })
    const list = [
      { id: 'capture', type: 'capture', hlc, data: capture },
      ...annotations.map((data) => ({ id: `annotation/${data.id}`, type: 'annotation', hlc, data })),
    ]
    await library.value.flush()
    await mkdir(records, { recursive: true })
    await writeFile(join(records, `${id}.json`), seal(1, { records: list }))
  }
  await library.value.close()
}

function highlightAt(
  text: string,
  at: number,
  { highlights }: Sample,
  ids: { id: string; version: string },
): Annotation {
  const start = Math.floor((at / highlights) * (text.length - 300))
  const end = start + 30 + ((at * 37) % 170)
  // Not by `describe`, which counts the equals of each quote: for ten thousand that takes minutes.
  const context = { prefix: text.slice(Math.max(0, start - 64), start), suffix: text.slice(end, end + 64) }
  return {
    id: hash('sha256', `${ids.id} ${at}`).slice(0, 21),
    motivation: 'highlighting',
    created: SAVED,
    modified: SAVED,
    colour: HIGHLIGHT_COLOURS[at % HIGHLIGHT_COLOURS.length] ?? 'yellow',
    body: [],
    target: {
      source: ids.id,
      version: ids.version,
      selector: [
        { type: 'TextQuoteSelector', exact: text.slice(start, end), ...context },
        { type: 'TextPositionSelector', start, end },
      ],
    },
  }
}
