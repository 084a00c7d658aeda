/**
 * How many files of known encodings decode to the right text. Run: npm run bench -- encodings [--show]
 * A file counts as right where every character is the one that its own encoding gives.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeText } from '../electron/import/encoding.ts'
import { decodeIbm855 } from '../electron/import/ibm855.ts'
import { loadCorpus } from './corpora.ts'

/** Folder names that the platform knows by another one; the rest, without the language behind them, are labels. */
const LABELS: Readonly<Record<string, string>> = {
  CP932: 'shift_jis',
  CP949: 'euc-kr',
  MacCyrillic: 'x-mac-cyrillic',
  MacRoman: 'macintosh',
  'TIS-620': 'windows-874',
  'UTF-16': 'utf-16',
  'utf-8-sig': 'utf-8',
  ascii: 'utf-8',
}

function labelOf(folder: string): string {
  return LABELS[folder] ?? folder.toLowerCase().replace(/^((?:iso-8859|windows)-\d+)-\w+$/, '$1')
}

/** Null for an encoding the platform has no decoder for. */
function rightText(bytes: Uint8Array, folder: string): string | null {
  const label = labelOf(folder)
  if (label.startsWith('utf-32') || label === 'utf-16') return decodeText(bytes)?.text ?? ''
  if (label === 'ibm855') return decodeIbm855(bytes)
  try {
    return new TextDecoder(label).decode(bytes)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function styleOf(name: string): 'html' | 'none' {
  return /\.(?:html?|xml)$/.test(name) ? 'html' : 'none'
}

loadCorpus('encodings', (root) => {
  const rows: Record<string, { files: number; right: number; wrong: string }> = {}
  const sum = { files: 0, right: 0, unknown: 0 }
  for (const folder of readdirSync(root)) {
    const wrong: string[] = []
    let files = 0
    for (const name of readdirSync(join(root, folder))) {
      const bytes = new Uint8Array(readFileSync(join(root, folder, name)))
      const right = rightText(bytes, folder)
      if (right === null) {
        sum.unknown += 1
        continue
      }
      files += 1
      const own = decodeText(bytes, styleOf(name))
      if (own?.text !== right.replace(/^\ufeff/, '')) wrong.push(`${name}: ${own?.encoding ?? 'no text'}`)
    }
    if (files > 0) rows[folder] = { files, right: files - wrong.length, wrong: wrong.join(', ').slice(0, 90) }
    sum.files += files
    sum.right += files - wrong.length
  }
  const shown = Object.entries(rows).filter(([, row]) => process.argv.includes('--show') || row.right < row.files)
  console.table(Object.fromEntries(shown))
  console.log(
    `${sum.right} of ${sum.files} files right (${((100 * sum.right) / sum.files).toFixed(1)} %); ${sum.unknown} in encodings without a decoder`,
  )
})
