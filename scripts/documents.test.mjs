import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = dirname(import.meta.dirname)
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md']

/** @param {string} file */
const read = (file) => readFileSync(join(ROOT, file), 'utf8')
const { dependencies, devDependencies, scripts } =
  /** @type {Record<'dependencies' | 'devDependencies' | 'scripts', Record<string, string>>} */ (
    JSON.parse(read('package.json'))
  )

describe('the table of dependencies', () => {
  const [, section = ''] = read('ARCHITECTURE.md').split('## Dependencies')
  const named = [...section.matchAll(/^\| (\S.*?) +\|/gm)].flatMap(([, cell = '']) => cell.split(', ')).slice(1)
  const packages = Object.keys({ ...dependencies, ...devDependencies })
  /**
   * @param {string} name  may end in `*`
   * @param {string} one
   */
  const means = (name, one) => (name.endsWith('*') ? one.startsWith(name.slice(0, -1)) : one === name)

  test('names every package of package.json', () => {
    expect(packages.filter((one) => !named.some((name) => means(name, one)))).toEqual([])
  })

  test('names no other', () => {
    const rows = named.filter((name) => !/^-+$/.test(name))
    expect(rows.filter((name) => !packages.some((one) => means(name, one)))).toEqual([])
  })
})

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document)

  test('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
    expect(links.filter((target) => !target.startsWith('https://') && !existsSync(join(ROOT, target)))).toEqual([])
  })

  test('names npm commands that there are', () => {
    const commands = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name)
    expect(commands.filter((name) => !(name in scripts))).toEqual([])
  })
})
