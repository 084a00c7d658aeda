import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { launchSimak, type RunningSimak } from './app.ts'
import { IMPORTING, starters, windowOf } from './reading-window.ts'

/** The five articles that Simak was made for; they are not ours, so the repository knows only facts about them. */
const FOLDER = join(import.meta.dirname, '../../shared/seeds')
test.skip(!existsSync(FOLDER), 'NOT TESTED: the five seeds, ../shared/seeds is not there')
test.describe.configure({ mode: 'serial' })

interface Seed {
  file: string
  /** First characters of the title's SHA-256. */
  title: string
  /** Numbers (from 1) of the lines that are not part of the article. */
  leftOut: number[]
  /** Numbers of the lines that say something else about it: its title. */
  facts: number[]
}

const SEEDS: readonly Seed[] = [
  { file: '000', title: '0a0d7addf396', facts: [1], leftOut: [] },
  { file: '001', title: '860afbd057ed', facts: [2], leftOut: [1, 22, 41] },
  { file: '002', title: '51b0366cf16b', facts: [1], leftOut: [11, 12, 13] },
  { file: '003', title: '972c85406037', facts: [1], leftOut: [3, 4, 12, 14, 22, 32, 44, 46, 48, 50, 52] },
  { file: '004', title: '23aa4da7b8af', facts: [], leftOut: [] },
]

const path = ({ file }: Seed): string => {
  const name = readdirSync(FOLDER).find((candidate) => candidate.startsWith(file)) ?? ''
  return join(FOLDER, name)
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The lines of a file as a page shows text: white space made one, empty lines gone; numbers stay those of the file. */
function linesOf(seed: Seed): Map<number, string> {
  const lines = readFileSync(path(seed), 'utf8').split('\n')
  const shown = lines.map((line): string => line.replace(/\s+/g, ' ').trim())
  return new Map(shown.map((line, index): [number, string] => [index + 1, line]).filter(([, line]) => line !== ''))
}

const without = (lines: ReadonlyMap<number, string>, numbers: readonly number[]): string[] =>
  [...lines].filter(([number]) => !numbers.includes(number)).map(([, line]) => line)

const only = (lines: ReadonlyMap<number, string>, numbers: readonly number[]): string[] =>
  numbers.map((number) => lines.get(number) ?? '')

let simak: RunningSimak

test.beforeAll(async () => {
  simak = await launchSimak({ args: SEEDS.map(path) })
})
test.afterAll(() => simak.close())

/** Opens the row whose title has the hash. */
async function open(seed: Seed): Promise<void> {
  const { rows, title } = windowOf(simak.page)
  await expect(rows).toHaveCount(starters().length + SEEDS.length)
  const titles = await rows.locator('> span').allTextContents()
  const index = titles.findIndex((text) => hashOf(text) === seed.title)
  expect(index, 'a row with the title').toBeGreaterThanOrEqual(0)
  await rows.nth(index).click()
  await expect.poll(async () => hashOf(await title.innerText())).toBe(seed.title)
}

/** What stands in the blocks, as lines. */
async function expectBlocks(blocks: Locator, lines: readonly string[]): Promise<void> {
  await expect(blocks).toHaveText([...lines], { useInnerText: true })
}

test('given as arguments they go in, and the summary says so', async () => {
  const { summary, rows } = windowOf(simak.page)
  await expect(summary).toContainText('5 articles are new in your library', IMPORTING)
  await expect(rows).toHaveCount(starters().length + SEEDS.length)
  await expect(summary).not.toContainText('could not')
})

for (const seed of SEEDS) {
  test(`seed ${seed.file} has its title, its language, its paragraphs and nothing else`, async () => {
    const { content, blocks, leftOut } = windowOf(simak.page)
    await open(seed)
    await expect(content).toHaveAttribute('lang', 'id')
    const lines = linesOf(seed)
    await expectBlocks(blocks, without(lines, [...seed.facts, ...seed.leftOut]))
    const count = seed.leftOut.length
    if (count === 0) await expect(leftOut).toHaveCount(0)
    else await expect(leftOut.locator('span')).toHaveText(`${count} lines left out`)
  })
}

test('what was left out can be seen in its place, put back, and taken out again', async () => {
  const seed = SEEDS[3]
  if (seed === undefined) throw new Error('the table of seeds is shorter')
  const { page } = simak
  const { blocks, leftOut, leftOutLines } = windowOf(page)
  const lines = linesOf(seed)
  const leftOutTexts = only(lines, seed.leftOut)
  const own = without(lines, [...seed.facts, ...seed.leftOut])
  await open(seed)
  await leftOut.getByRole('button', { name: 'Show' }).click()
  await expect(leftOutLines).toHaveCount(leftOutTexts.length)
  await expect(leftOutLines.locator('[dir]')).toHaveText(leftOutTexts)
  await expectBlocks(blocks, own)

  const second = leftOutTexts[1] ?? ''
  await leftOutLines.nth(1).getByRole('button', { name: 'Put back', exact: true }).click()
  await expectBlocks(blocks, without(lines, [...seed.facts, ...seed.leftOut.filter((_, index) => index !== 1)]))
  await expect(blocks.filter({ hasText: second })).toHaveCount(1)
  await expect(leftOut).toContainText(`${leftOutTexts.length - 1} lines left out`)
  await expect(leftOut).toContainText('1 put back')

  await leftOutLines.nth(1).getByRole('button', { name: 'Take out again' }).click()
  await expectBlocks(blocks, own)
  await expect(leftOut).not.toContainText('put back')

  await leftOut.getByRole('button', { name: 'Put all back' }).click()
  await expectBlocks(blocks, without(lines, seed.facts))
  await expect(leftOut).toContainText(`${leftOutTexts.length} put back`)
  await leftOut.getByRole('button', { name: 'Hide' }).click()
  await expect(leftOutLines).toHaveCount(0)
  await expectBlocks(blocks, without(lines, seed.facts))
})

test('the same files a second time make no second article, and what was put back stays so', async () => {
  await simak.close()
  simak = await launchSimak({ ...simak.folders, args: SEEDS.map(path) })
  const { rows, summary, leftOut } = windowOf(simak.page)
  await expect(summary).toContainText('5 were already there', IMPORTING)
  await expect(summary).not.toContainText('new')
  await expect(rows).toHaveCount(starters().length + SEEDS.length)
  const seed = SEEDS[3]
  if (seed !== undefined) await open(seed)
  await expect(leftOut).toContainText('11 put back')
})
