import { parseHTML } from 'linkedom'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { escapeHtml } from './block-html.ts'
import { decodeText } from './encoding.ts'
import { type EpubPackage, elementsOf, packagePath, parseXml, readPackage, resolvePath } from './epub-package.ts'
import type { FormatReader } from './format-reader.ts'
import { collapseSpaces } from './wording.ts'
import { openZip } from './zip-archive.ts'

/** Books (EPUB 2 and 3): one article with its table of contents, the chapters one after the other. */
export const epub: FormatReader = {
  name: 'epub',
  extensions: ['epub'],
  async read({ bytes, name }) {
    const files = await unpack(name, bytes)
    if (!files.ok) return files
    const text = (path: string): string | null => {
      const file = files.value.get(path)
      return file === undefined ? null : (decodeText(file, 'html')?.text ?? null)
    }
    if (isProtected(text('META-INF/encryption.xml'), files.value)) return fail({ code: 'archive-protected', name })
    const path =
      packagePath(text('META-INF/container.xml') ?? '') ?? [...files.value.keys()].find((key) => key.endsWith('.opf'))
    const book = path === undefined || path === null ? null : readPackage(text(path) ?? '', path)
    if (book === null) return fail({ code: 'archive-damaged', name, reason: 'OPF' })
    const html = [contentsOf(book, text), ...book.spine.map((chapter) => chapterOf(chapter, book, text))].join('\n')
    const find = (address: string): Uint8Array | null => files.value.get(address.replace(/^epub:/, '')) ?? null
    return ok({ kind: 'document', html, facts: book.facts, find, cleaning: 'none' })
  },
}

type Files = ReadonlyMap<string, Uint8Array>

async function unpack(name: string, bytes: Uint8Array): Promise<Result<Files, Failure>> {
  const packed = await openZip(name, bytes)
  if (!packed.ok) return packed
  const files = new Map<string, Uint8Array>()
  for (const entry of packed.value) {
    if (/\.(?:otf|ttf|woff2?|mp3|m4a|mp4|m4v|ogg|css|js)$/i.test(entry.path)) continue
    const read = await entry.read()
    if (!read.ok) return read.failure.code === 'file-too-large' ? fail({ ...read.failure, name }) : read
    files.set(entry.path, read.value)
  }
  return ok(files)
}

/** Fonts may be obfuscated without the book being protected; anything else that is encrypted cannot be read. */
function isProtected(encryption: string | null, files: Files): boolean {
  if (files.has('META-INF/rights.xml') && encryption !== null) return true
  if (encryption === null) return false
  const references = elementsOf(parseXml(encryption), 'CipherReference').map((one) => one.getAttribute('URI') ?? '')
  return references.some((uri) => !/\.(?:otf|ttf|woff2?)$/i.test(uri))
}

/** The body of a chapter, with addresses of pictures made those of the archive. */
function chapterOf(path: string, book: EpubPackage, text: (path: string) => string | null): string {
  if (book.types.get(path)?.startsWith('image/') === true)
    return `<figure><img src="epub:${escapeHtml(path)}" alt=""></figure>`
  const source = text(path)
  if (source === null || book.contents?.path === path) return ''
  const { document } = parseHTML(`<!doctype html><html><body>${bodyOf(source)}</body></html>`)
  for (const image of document.querySelectorAll('image')) {
    const picture = document.createElement('img')
    picture.setAttribute('src', image.getAttribute('xlink:href') ?? image.getAttribute('href') ?? '')
    ;(image.closest('svg') ?? image).replaceWith(picture)
  }
  for (const image of document.querySelectorAll('img')) {
    const resolved = resolvePath(path, image.getAttribute('src') ?? '')
    if (resolved !== null) image.setAttribute('src', `epub:${resolved}`)
    image.removeAttribute('srcset')
  }
  return `<section>${document.body.innerHTML}</section>`
}

/** XHTML closes elements that HTML does not, and linkedom's HTML parser reads `<title/>` as open. */
function bodyOf(source: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body\s*>/i.exec(source)?.[1] ?? source.replace(/^[\s\S]*?<\/head\s*>/i, '')
  return body.replace(
    /<((?!(?:br|hr|img|col|wbr|area|input|source|track|link|meta|embed|param|base)\b)[a-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/>/gi,
    '<$1$2></$1>',
  )
}

const MAX_DEPTH = 8

/** The table of contents as a list; '' for a book of one chapter. */
function contentsOf({ contents }: EpubPackage, text: (path: string) => string | null): string {
  const source = contents === null ? null : text(contents.path)
  if (contents === null || source === null) return ''
  const list = contents.kind === 'nav' ? listOfNav(source) : listOfNcx(source)
  return (list.match(/<li>/g)?.length ?? 0) > 1 ? list : ''
}

function listOfNav(source: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${bodyOf(source)}</body></html>`)
  const navs = [...document.querySelectorAll('nav')]
  const nav = navs.find((one) => (one.getAttribute('epub:type') ?? '').includes('toc')) ?? navs[0]
  const list = nav?.querySelector('ol')
  return list === null || list === undefined
    ? ''
    : listOf([...list.children], 0, (item) => item.querySelector('ol'), 'a, span')
}

function listOfNcx(source: string): string {
  const map = elementsOf(parseXml(source), 'navMap')[0]
  const points = (parent: Element): Element[] =>
    [...parent.children].filter((child) => /navPoint$/i.test(child.nodeName))
  const list = (parent: Element, depth: number): string => {
    const items = depth > MAX_DEPTH ? [] : points(parent)
    if (items.length === 0) return ''
    const label = (point: Element): string =>
      collapseSpaces([...point.children].find((child) => /navLabel$/i.test(child.nodeName))?.textContent ?? '')
    return `<ol>${items.map((point) => `<li>${escapeHtml(label(point))}${list(point, depth + 1)}</li>`).join('')}</ol>`
  }
  return map === undefined ? '' : list(map, 0)
}

function listOf(
  items: readonly Element[],
  depth: number,
  inner: (item: Element) => Element | null,
  label: string,
): string {
  if (depth > MAX_DEPTH || items.length === 0) return ''
  const one = (item: Element): string => {
    const text = escapeHtml(collapseSpaces(item.querySelector(label)?.textContent ?? ''))
    const below = inner(item)
    return `<li>${text}${below === null ? '' : listOf([...below.children], depth + 1, inner, label)}</li>`
  }
  return `<ol>${items.map(one).join('')}</ol>`
}
