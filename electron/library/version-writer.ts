/** Adds a version to the only article of a library, as another device would: version-writer.ts <folder> <profile> <html> <text>. */
import { argv } from 'node:process'
import { openLibrary } from './library.ts'

const [, , folder = '', appData = '', html = '', text = ''] = argv
const library = await openLibrary({ folder, appData })
if (!library.ok) throw new Error(library.failure.code)
const [article] = library.value.list().filter(({ starter }) => !starter)
if (article === undefined) throw new Error('There is no article')
const report = await library.value.versions.add(article.id, { html, text })
if (!report.ok) throw new Error(report.failure.code)
await library.value.close()
