import { mkdir, mkdtempDisposable, readdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { articlePage } from './html-page.ts'
import { articleOf, OPTIONS, summaryOf } from './export-fixtures.ts'
import { pagePaths, withPdfMark } from './page-paths.ts'

const KINDS = ['.html', '.pdf'] as const
const [ONE, TWO] = ['a', 'b'].map((letter) => summaryOf({ id: letter.repeat(26) }))

async function write(folder: string, summary = summaryOf(), extension: (typeof KINDS)[number] = '.html') {
  const page = Buffer.from(articlePage({ ...articleOf('<p>Isi.</p>', []), summary }, OPTIONS))
  for await (const { path, isOurs } of pagePaths(folder, summary, extension)) {
    await writeFile(path, extension === '.html' ? page : withPdfMark(Buffer.from('%PDF-1.7\n%%EOF'), summary.id))
    return { name: basename(path), isOurs }
  }
  throw new Error('pagePaths never ends')
}

test.each(KINDS)('a page keeps its name however often it is exported (%s)', async (extension) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-pages-'))
  expect(await write(folder.path, ONE, extension)).toEqual({ name: `Pasar pagi${extension}`, isOurs: false })
  expect(await write(folder.path, TWO, extension)).toEqual({ name: `Pasar pagi (2)${extension}`, isOurs: false })
  expect(await write(folder.path, ONE, extension)).toEqual({ name: `Pasar pagi${extension}`, isOurs: true })
  expect(await write(folder.path, TWO, extension)).toEqual({ name: `Pasar pagi (2)${extension}`, isOurs: true })
  expect(await readdir(folder.path)).toHaveLength(2)
})

test.each(KINDS)('what is not ours is not written over (%s)', async (extension) => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'simak-pages-'))
  await writeFile(join(folder.path, `Pasar pagi${extension}`), 'milik orang')
  await mkdir(join(folder.path, `Pasar pagi (2)${extension}`))
  await symlink(join(folder.path, `Pasar pagi${extension}`), join(folder.path, `Pasar pagi (3)${extension}`))
  await symlink(join(folder.path, 'tidak ada'), join(folder.path, `Pasar pagi (4)${extension}`))
  expect(await write(folder.path, ONE, extension)).toEqual({ name: `Pasar pagi (5)${extension}`, isOurs: false })
})
