import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { launchSimak, type RunningSimak, temporaryFolder } from './app.ts'

/** The first import also loads the importer, which takes a while on a busy machine. */
export const IMPORTED = { timeout: 20_000 }

/** Paragraphs of a saved page with mark-up inside the sentences; our own words. */
const PARAGRAPHS = [
  'Salt came to the valley <em>by night</em>, on carts with <strong>leather-bound wheels</strong>, and every toll keeper knew them by their silence.',
  'The first ledger counts forty carts in a year. The second, kept on the other side of the pass, counts <a href="https://example.org/ledger">ninety-one</a>, and both were signed by the same hand.',
  'Nobody had to lie for that. A cart that paid at the bridge was no cart at the gate, and a cart that slept in the barn was seen by neither.',
  'What is missing from a list is seldom a secret. More often it is a habit: the clerk wrote down what cost him an argument and left out what did not.',
  'In the spring of the flood the bridge was closed for six weeks. The ledger is silent about it, and the gate shows no more carts than before.',
  'An old song of the valley names eleven barns, in the order in which a driver would have come to them. Ten of them can still be found on the ground.',
  'The eleventh lies under the reservoir. When the water is low its threshold shows, and there are ruts in the stone that fit a narrow axle.',
  'So the carts went round. The song knew the way, the stone kept the width, and the two ledgers, read side by side, keep the number.',
  'Whoever reads one source learns what its writer thought worth a line. Whoever reads two learns where each of them was standing.',
  'The ledger is silent about the salt itself. It was white, says the song, and it was never weighed twice.',
]

/** Simak with these pages in its library. */
export async function launchWithPages(titles: readonly string[]): Promise<RunningSimak> {
  const simak = await launchSimak({ args: samplePages(titles) })
  await expect(simak.page.getByRole('option', { name: titles.at(-1) ?? '' })).toBeVisible(IMPORTED)
  return simak
}

/** The files of saved pages with these titles and one text, each told apart by its first paragraph. */
function samplePages(titles: readonly string[]): string[] {
  const folder = join(temporaryFolder(), 'pages')
  mkdirSync(folder)
  return titles.map((title, index) => {
    const file = join(folder, `page-${index}.html`)
    const paragraphs = [`${title} is a page for trying things out.`, ...PARAGRAPHS]
    writeFileSync(file, pageOf(title, paragraphs))
    return file
  })
}

function pageOf(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="author" content="Ines Halvard">
<meta property="og:site_name" content="The Valley Reader">
<meta property="article:published_time" content="2026-05-04">
<link rel="canonical" href="https://example.org/${encodeURIComponent(title)}">
</head>
<body><article><h1>${title}</h1>
${body}
</article></body>
</html>
`
}
