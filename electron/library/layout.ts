/** Names and places in the library folder (design.md, section 4). Everything that comes from outside is checked here. */
import { hash } from 'node:crypto'
import { join, sep } from 'node:path'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import { base32 } from '../storage/base32.ts'

/** Format version of the library and of every file in it. */
export const LIBRARY_FORMAT = 1
const ID_CHARACTERS = 26
const ARTICLE_ID = /^[a-z2-7]{26}$/
const CONTENT_HASH = /^[0-9a-f]{64}$/
const EXTENSION = /^[a-z0-9]{1,8}$/
const ASSET = /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/

export class Layout {
  /** The library folder by its real path. */
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  get manifest(): string {
    return join(this.root, 'library.json')
  }

  get articles(): string {
    return join(this.root, 'articles')
  }

  get devices(): string {
    return join(this.root, 'devices')
  }

  article(id: ArticleId): string {
    if (!isArticleId(id)) throw new Error(`Not an article id: ${id}`)
    return join(this.articles, id)
  }

  original(id: ArticleId, extension: string): string {
    if (!isExtension(extension)) throw new Error(`Not a file extension: ${extension}`)
    return join(this.article(id), `original.${extension}`)
  }

  content(id: ArticleId, version: ContentHash): string {
    return join(this.article(id), `${checkedHash(version)}.html`)
  }

  facts(id: ArticleId, version: ContentHash): string {
    return join(this.article(id), `${checkedHash(version)}.json`)
  }

  assets(id: ArticleId): string {
    return join(this.article(id), 'assets')
  }

  /** Null for a name that no asset has. */
  asset(id: ArticleId, name: string): string | null {
    return isArticleId(id) && ASSET.test(name) ? join(this.assets(id), name) : null
  }

  device(device: string): string {
    return join(this.devices, device)
  }

  /** Written at every start by the device itself, so that two copies of one profile are seen. */
  session(device: string): string {
    return join(this.devices, device, 'session.json')
  }

  /** Tells Syncthing what never to carry. */
  get syncIgnore(): string {
    return join(this.root, '.stignore')
  }

  deviceArticles(device: string): string {
    return join(this.devices, device, 'articles')
  }

  articleRecords(device: string, id: ArticleId): string {
    return join(this.deviceArticles(device), `${id}.json`)
  }

  libraryRecords(device: string): string {
    return join(this.devices, device, 'library.json')
  }
}

/** Whether an article's folder, or the folder of its assets, has files of this name: what Simak has written there. */
export function isArticleFile(name: string): boolean {
  const [stem = '', extension = '', ...rest] = name.split('.')
  if (rest.length > 0 || !isExtension(extension)) return false
  return stem === 'original' || isContentHash(stem)
}

export function isArticleId(text: string): boolean {
  return ARTICLE_ID.test(text)
}

export function isContentHash(text: string): boolean {
  return CONTENT_HASH.test(text)
}

export function isExtension(text: string): boolean {
  return EXTENSION.test(text)
}

/** Whether `path` is `folder` or lies in it; both must be real paths. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

export function articleIdOf(original: Uint8Array): ArticleId {
  return base32(hash('sha256', original, 'buffer'), ID_CHARACTERS)
}

/** Bytes that are hashed at once, well within a frame. */
const LARGE = 1024 * 1024

/** The same, of large files beside the event loop. */
export async function articleIdOfLarge(original: Uint8Array): Promise<ArticleId> {
  if (original.length < LARGE) return articleIdOf(original)
  return base32(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(original))), ID_CHARACTERS)
}

export function contentHashOf(content: string | Uint8Array): ContentHash {
  return hash('sha256', content)
}

function checkedHash(version: ContentHash): string {
  if (!isContentHash(version)) throw new Error(`Not a content hash: ${version}`)
  return version
}
