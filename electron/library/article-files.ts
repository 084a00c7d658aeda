import type { ArticleId, Asset, ContentHash, ImportedArticle, ImportFacts } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { seal, unseal } from '../storage/envelope.ts'
import { errorCode, type FileSystem } from '../storage/file-system.ts'
import { writeOnce } from '../storage/write-once.ts'
import { contentHashOf, isWithin, type Layout, LIBRARY_FORMAT, articleIdOf } from './layout.ts'
import { factsSchema } from './schemas.ts'

const ASSET_NAME = /[0-9a-f]{64}\.[a-z0-9]{1,8}/g

type DamagedFile = Extract<Failure, { code: 'article-damaged' }>

/** What an importer made of an original. */
type Reading = Pick<ImportedArticle, 'content' | 'facts' | 'assets'>

/** The files of an article that are written once and never change: original, contents, facts, assets. */
export class ArticleFiles {
  private readonly layout: Layout
  private readonly files: FileSystem
  private readonly now: () => number
  private readonly device: string

  constructor(layout: Layout, files: FileSystem, now: () => number, device: string) {
    this.layout = layout
    this.files = files
    this.now = now
    this.device = device
  }

  /**
   * Keeps the original and, unless another content is the article's already, content and facts.
   * @param anew also what is there already is written again: another device may be about to remove it, and what
   * was changed last wins with every synchroniser
   */
  async keep(
    article: ImportedArticle,
    baseVersion: ContentHash | null,
    anew = false,
  ): Promise<Result<ContentHash, Failure>> {
    const id = articleIdOf(article.original)
    const version = contentHashOf(article.content)
    const folder = await this.makeFolder(id)
    if (!folder.ok) return folder
    const original = { path: this.layout.original(id, article.extension), anew }
    const kept = await this.write(original, article.original, (existing) => articleIdOf(existing) === id)
    if (!kept.ok) return kept
    if (baseVersion !== null && baseVersion !== version) return ok(baseVersion)
    return await this.keepReading(id, article, anew)
  }

  /** Keeps what was made of an article that is there: images, content, facts. */
  async keepReading(
    id: ArticleId,
    { content: html, facts, assets = [] }: Reading,
    anew = false,
  ): Promise<Result<ContentHash, Failure>> {
    const kept = await this.keepAssets(id, assets, anew)
    if (!kept.ok) return kept
    const version = contentHashOf(html)
    const content = await this.writeContent(id, version, html, anew)
    if (!content.ok) return content
    const isGood = (existing: Uint8Array): boolean => unseal(existing, LIBRARY_FORMAT).kind !== 'damaged'
    const place = { path: this.layout.facts(id, version), anew }
    const written = await this.write(place, seal(LIBRARY_FORMAT, facts), isGood)
    return written.ok ? ok(version) : written
  }

  /** Whether a content is there; what cannot be looked at counts as there. */
  async hasContent(id: ArticleId, version: ContentHash): Promise<boolean> {
    try {
      await this.files.stat(this.layout.content(id, version))
      return true
    } catch (error) {
      const code = errorCode(error)
      if (code === null) throw error
      return code !== 'ENOENT'
    }
  }

  /** Keeps another content of an article that is there. */
  async keepContent(id: ArticleId, html: string): Promise<Result<ContentHash, Failure>> {
    const version = contentHashOf(html)
    const folder = await this.makeFolder(id)
    const written = folder.ok ? await this.writeContent(id, version, html, false) : folder
    return written.ok ? ok(version) : written
  }

  /**
   * Keeps what another article has as content of this one too: images, content, facts. Both keep all they have, so
   * that either can be read without the other.
   */
  async adopt(from: ArticleId, into: ArticleId, version: ContentHash): Promise<Result<string, Failure>> {
    const [html, facts] = await Promise.all([this.readContent(from, version), this.readFacts(from, version)])
    if (!html.ok) return html
    const removed = facts.ok ? facts.value.removals.map((removal) => removal.html) : []
    const assets = await this.assetsIn(from, [html.value, ...removed].join(''))
    if (!assets.ok) return assets
    const folder = await this.makeFolder(into)
    if (!folder.ok) return folder
    if (facts.ok) {
      const written = await this.keepReading(into, { content: html.value, facts: facts.value, assets: assets.value })
      return written.ok ? html : written
    }
    const kept = await this.keepAssets(into, assets.value, false)
    const content = kept.ok ? await this.writeContent(into, version, html.value, false) : kept
    return content.ok ? html : content
  }

  /** The images that the HTML names, as far as they are there. */
  private async assetsIn(id: ArticleId, html: string): Promise<Result<Asset[], Failure>> {
    const assets: Asset[] = []
    for (const name of new Set(html.match(ASSET_NAME))) {
      const path = await this.assetPath(id, name)
      if (path === null) continue
      const bytes = await this.read(id, path)
      if (!bytes.ok) return bytes
      assets.push({ name, bytes: bytes.value })
    }
    return ok(assets)
  }

  /** Before the content that names them, so that no content ever misses its images. */
  private async keepAssets(id: ArticleId, assets: readonly Asset[], anew: boolean): Promise<Result<null, Failure>> {
    if (assets.length === 0) return ok(null)
    const folder = await savingTo(this.layout.assets(id), async () => {
      await this.files.makeFolder(this.layout.assets(id))
      return ok(null)
    })
    if (!folder.ok) return folder
    for (const { name, bytes } of assets) {
      const path = this.layout.asset(id, name)
      if (path === null) throw new Error(`Not the name of an asset: ${name}`)
      const written = await this.write(
        { path, anew },
        bytes,
        (existing) => contentHashOf(existing) === contentHashOf(bytes),
      )
      if (!written.ok) return written
    }
    return ok(null)
  }

  async readContent(id: ArticleId, version: ContentHash): Promise<Result<string, DamagedFile>> {
    const path = this.layout.content(id, version)
    const bytes = await this.read(id, path)
    if (!bytes.ok) return bytes
    if (contentHashOf(bytes.value) !== version) return damaged(id, path, 'checksum')
    return ok(Buffer.from(bytes.value).toString('utf8'))
  }

  async readFacts(id: ArticleId, version: ContentHash): Promise<Result<ImportFacts, DamagedFile>> {
    const path = this.layout.facts(id, version)
    const bytes = await this.read(id, path)
    if (!bytes.ok) return bytes
    const unsealed = unseal(bytes.value, LIBRARY_FORMAT)
    if (unsealed.kind === 'damaged') return damaged(id, path, unsealed.reason)
    if (unsealed.kind === 'newer') return damaged(id, path, `format ${unsealed.format}`)
    const facts = factsSchema.safeParse(unsealed.value)
    return facts.success ? ok(facts.data) : damaged(id, path, 'schema')
  }

  /** The real path of an asset; null unless it is a file inside the library folder. */
  async assetPath(id: ArticleId, name: string): Promise<string | null> {
    const path = this.layout.asset(id, name)
    if (path === null) return null
    try {
      const real = await this.files.realPath(path)
      return isWithin(this.layout.root, real) ? real : null
    } catch (error) {
      if (errorCode(error) === null) throw error
      return null
    }
  }

  private async read(id: ArticleId, path: string): Promise<Result<Uint8Array, DamagedFile>> {
    try {
      return ok(await this.files.readFile(path))
    } catch (error) {
      const code = errorCode(error)
      if (code === null) throw error
      return damaged(id, path, code)
    }
  }

  private writeContent(
    id: ArticleId,
    version: ContentHash,
    html: string,
    anew: boolean,
  ): Promise<Result<null, Failure>> {
    const path = this.layout.content(id, version)
    return this.write({ path, anew }, Buffer.from(html, 'utf8'), (existing) => contentHashOf(existing) === version)
  }

  /** Never makes the library folder itself: a disk that was taken away must not leave an empty library behind. */
  private makeFolder(id: ArticleId): Promise<Result<null, Failure>> {
    const { layout, files } = this
    const folder = layout.article(id)
    return savingTo(folder, async () => {
      await files.makeFolder(folder)
      const inside = isWithin(layout.root, await files.realPath(folder))
      return inside ? ok(null) : fail({ code: 'not-saved', file: folder, reason: 'outside' })
    })
  }

  private write(
    { path, anew }: { path: string; anew: boolean },
    bytes: Uint8Array,
    isGood: (existing: Uint8Array) => boolean,
  ): Promise<Result<null, Failure>> {
    return savingTo(path, async () => {
      // The temporary file lies in this device's folder, where its next start finds what a kill left behind.
      const target = { root: this.layout.root, path, time: this.now(), workshop: this.layout.device(this.device), anew }
      await writeOnce(this.files, target, bytes, isGood)
      return ok(null)
    })
  }
}

async function savingTo(file: string, work: () => Promise<Result<null, Failure>>): Promise<Result<null, Failure>> {
  try {
    return await work()
  } catch (error) {
    const reason = errorCode(error)
    if (reason === null) throw error
    return fail({ code: 'not-saved', file, reason })
  }
}

function damaged(id: ArticleId, file: string, reason: string): { ok: false; failure: DamagedFile } {
  return fail({ code: 'article-damaged', id, file, reason })
}
