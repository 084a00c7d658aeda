/** Reads every file of the library in full and compares it with the checksum or the name that it has. Changes nothing. */
import type { ArticleId } from '#shared/article.ts'
import type { CheckFinding, CheckReport } from '#shared/library-care.ts'
import { join } from 'node:path'
import { unseal } from '../storage/envelope.ts'
import { familyHead } from '../storage/file-family.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { migrate } from '../storage/migrations.ts'
import { decodeRecordFile } from '../storage/record-file.ts'
import { articleIdOf, contentHashOf, isArticleId, isExtension, type Layout, LIBRARY_FORMAT } from './layout.ts'
import { RECORD_MIGRATIONS } from './record-migrations.ts'
import { factsSchema, manifestSchema } from './schemas.ts'

export interface CheckOptions {
  /** Articles whose original must be there. */
  articles: Iterable<ArticleId>
  onProgress: (done: number) => void
  signal: AbortSignal
}

/** Reasons are system error codes, damage reasons, or `missing`. Stops early when `signal` says so. */
export async function checkLibrary(files: FileSystem, layout: Layout, options: CheckOptions): Promise<CheckReport> {
  const report: CheckReport = { files: 0, findings: [] }
  const check = async (file: string, judge: (bytes: Uint8Array) => string | null): Promise<void> => {
    if (options.signal.aborted) return
    const reason = await reasonFor(files, file, judge)
    report.files += 1
    if (reason !== null) report.findings.push({ file, reason })
    options.onProgress(report.files)
  }
  await check(layout.manifest, (bytes) => sealedAs(bytes, (value) => manifestSchema.safeParse(value).success))
  for (const device of await names(files, layout.devices, report.findings)) {
    await checkRecords(files, layout, device, check, report.findings)
  }
  const seen = new Set<ArticleId>()
  for (const id of await names(files, layout.articles, report.findings)) {
    if (!isArticleId(id)) continue
    for (const name of await names(files, layout.article(id), report.findings)) {
      const judge = judgeFor(id, name)
      if (judge === null) continue
      if (name.startsWith('original.')) seen.add(id)
      await check(join(layout.article(id), name), judge)
    }
  }
  for (const id of options.articles) {
    if (!seen.has(id) && !options.signal.aborted) report.findings.push({ file: layout.article(id), reason: 'missing' })
  }
  return report
}

async function checkRecords(
  files: FileSystem,
  layout: Layout,
  device: string,
  check: (file: string, judge: (bytes: Uint8Array) => string | null) => Promise<void>,
  findings: CheckFinding[],
): Promise<void> {
  const isRecords = (bytes: Uint8Array): string | null => sealedAs(bytes, isRecordFile)
  for (const folder of [layout.device(device), layout.deviceArticles(device)]) {
    for (const name of await names(files, folder, findings)) {
      if (!name.endsWith('.json') || familyHead(name) !== name || name === 'session.json') continue
      await check(join(folder, name), isRecords)
    }
  }
}

/** Null for files that nothing is known of. */
function judgeFor(id: ArticleId, name: string): ((bytes: Uint8Array) => string | null) | null {
  const [stem = '', extension = ''] = name.split('.')
  if (stem === 'original' && isExtension(extension) && name === `original.${extension}`) {
    return (bytes) => (articleIdOf(bytes) === id ? null : 'checksum')
  }
  if (name === `${stem}.html`) return (bytes) => (contentHashOf(bytes) === stem ? null : 'checksum')
  if (name === `${stem}.json`) return (bytes) => sealedAs(bytes, (value) => factsSchema.safeParse(value).success)
  return null
}

function sealedAs(bytes: Uint8Array, isKnown: (value: unknown, format: number) => boolean): string | null {
  const unsealed = unseal(bytes, LIBRARY_FORMAT)
  if (unsealed.kind === 'damaged') return unsealed.reason
  if (unsealed.kind === 'newer') return `format ${unsealed.format}`
  return isKnown(unsealed.value, unsealed.format) ? null : 'schema'
}

function isRecordFile(value: unknown, format: number): boolean {
  return decodeRecordFile(migrate(value, format, LIBRARY_FORMAT, RECORD_MIGRATIONS)).ok
}

async function reasonFor(
  files: FileSystem,
  file: string,
  judge: (bytes: Uint8Array) => string | null,
): Promise<string | null> {
  try {
    return judge(await files.readFile(file))
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    return code === 'ENOENT' ? 'missing' : code
  }
}

/** Names in a folder; one that cannot be read is a finding. */
async function names(files: FileSystem, folder: string, findings: CheckFinding[]): Promise<string[]> {
  try {
    return (await files.list(folder)).filter((entry) => !entry.isSymbolicLink()).map(({ name }) => name)
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    if (code !== 'ENOENT' && code !== 'ENOTDIR') findings.push({ file: folder, reason: code })
    return []
  }
}
