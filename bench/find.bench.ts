/**
 * Finding in an article of 2 MB with 10,000 hits: Simak's way (folding once, then hits) beside a plain loop over
 * `String.indexOf` on the text as it is; and in the window, from the letter typed to the frame with the hits.
 * Run: npm run bench -- find (needs a built app: `npm test` or scripts/build.mjs)
 */
import { measureInWindow } from './find-in-window.ts'
import { median, medianTime } from './median.ts'
import { findHits, type FindOptions, foldForFind } from '../renderer/reader/find-hits.ts'

const RUNS = 15
const HITS = 10_000
const LENGTH = 2_000_000
const LOOSE: FindOptions = { matchCase: false, diacritics: false, wholeWord: false }

function article(filler: string): string {
  const every = Math.floor(LENGTH / HITS)
  return `${filler.repeat(Math.ceil(every / filler.length)).slice(0, every - 7)} beras `.repeat(HITS)
}

function plainLoop(text: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf('beras'); at !== -1; at = text.indexOf('beras', at + 5)) found.push(at)
  return found
}

const rows = [
  ['plain letters', 'warga lembah membangun jembatan bambu di atas sungai '],
  ['one letter in fifty with a mark', 'warga lembah membangun jembatan bambu di atas sungaï '],
].map(([name = '', filler = '']) => {
  const text = article(filler)
  const folded = foldForFind(text, LOOSE)
  return {
    text: name,
    hits: findHits(text, folded, 'beras', LOOSE).length,
    'indexOf loop (ms)': medianTime(RUNS, () => plainLoop(text)).toFixed(1),
    'hits (ms)': medianTime(RUNS, () => findHits(text, folded, 'beras', LOOSE)).toFixed(1),
    'folding, once (ms)': medianTime(RUNS, () => foldForFind(text, LOOSE)).toFixed(1),
  }
})
console.table(rows)

const every = Math.floor(LENGTH / HITS)
const words = 'warga lembah membangun jembatan bambu di atas sungai '.repeat(8)
const sentence = `${words.slice(0, every - 7)} beras `
const { count, times, bar, floors } = await measureInWindow(
  Array.from({ length: HITS / 5 }, () => sentence.repeat(5)),
  'beras',
)
console.table([
  {
    'in the window': count,
    'letter to hits, median (ms)': median(times).toFixed(1),
    'letter to hits, best (ms)': Math.min(...times).toFixed(1),
    'indexOf loop (ms)': median(floors).toFixed(1),
    'bar: 1.5 loops and a frame (ms)': bar.toFixed(1),
  },
])
