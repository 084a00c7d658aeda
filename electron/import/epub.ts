import { parseHTML } from 'linkedom'
import type { Failure } from '#shared/failure.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { escapeHtml } from './block-html.ts'
import { decodeText } from './encoding.ts'
import { type EpubPackage, elementsOf, packagePath, parseXml, readPackage, resolvePath } from './epub-package.ts'
import type { FormatReader } from './format-reader.ts'
import { decodedFragment } from './inner-links.ts'
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
    const tooLarge = (files.value.get(path ?? '')?.length ?? 0) > MAX_PACKAGE_BYTES
    const book = path === undefined || path === null || tooLarge ? null : readPackage(text(path) ?? '', path)
    if (book === null) return fail({ code: 'archive-damaged', name, reason: 'OPF' })
    const size = book.spine.reduce((sum, chapter) => sum + sizeOfText(chapter, book, files.value), 0)
    if (size > MAX_TEXT_BYTES) return fail({ code: 'import-failed', name, reason: 'letters' })
    const html = [contentsOf(book, text), ...book.spine.map((chapter) => chapterOf(chapter, book, text))].join('\n')
    const find = (address: string): Uint8Array | null => files.value.get(address.replace(/^epub:/, '')) ?? null
    return ok({ kind: 'document', html, facts: book.facts, find, cleaning: 'none' })
  },
}

/** Refused before parsing, which takes many times as much memory: no book has so much in its package or in its chapters. */
const MAX_PACKAGE_BYTES = 5 * 1024 * 1024
const MAX_TEXT_BYTES = 20 * 1024 * 1024

function sizeOfText(chapter: string, { types }: EpubPackage, files: Files): number {
  return types.get(chapter)?.startsWith('image/') === true ? 0 : (files.get(chapter)?.length ?? 0)
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
  for (const note of document.querySelectorAll('a'))
    if (isNoteReference(note) && note.closest('sup') === null) raise(note)
  nameChapter(document.body, path, book)
  return `<section id="${escapeHtml(placeIn(path))}">${document.body.innerHTML}</section>`
}

function isNoteReference(link: Element): boolean {
  return `${link.getAttribute('epub:type')} ${link.getAttribute('role')}`.includes('noteref')
}

/** Books raise their note numbers by style sheets, which are not kept. */
function raise(link: Element): void {
  const raised = link.ownerDocument.createElement('sup')
  link.replaceWith(raised)
  raised.append(link)
}

/** The name of a place in the whole book: chapters may use the same names. */
function placeIn(path: string, fragment = ''): string {
  return `${path}#${fragment}`.replace(/["&<>\s]/g, encodeURIComponent)
}

/** Names and links of a chapter as those of the book. */
function nameChapter(body: Element, path: string, book: EpubPackage): void {
  for (const named of body.querySelectorAll('[id], a[name]'))
    named.setAttribute('id', placeIn(path, named.getAttribute('id') ?? named.getAttribute('name') ?? ''))
  for (const link of body.querySelectorAll('a[href]')) {
    const address = addressIn(path, link.getAttribute('href') ?? '', book)
    if (address !== null) link.setAttribute('href', address)
  }
}

/** An address of the archive as one inside the book; null for one that leads elsewhere. */
function addressIn(path: string, href: string, book: EpubPackage): string | null {
  const [file = '', fragment = ''] = href.split('#')
  const target = file === '' ? path : resolvePath(path, file)
  if (target === null || !book.spine.includes(target)) return null
  return `#${encodeURIComponent(placeIn(target, decodedFragment(fragment)))}`
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

/** The table of contents as a list whose entries lead to the chapters; '' for a book of one chapter. */
function contentsOf(book: EpubPackage, text: (path: string) => string | null): string {
  const { contents } = book
  const source = contents === null ? null : text(contents.path)
  if (contents === null || source === null) return ''
  const entry: EntryHtml = (label, href) => {
    const address = href === null ? null : addressIn(contents.path, href, book)
    return address === null ? escapeHtml(label) : `<a href="${address}">${escapeHtml(label)}</a>`
  }
  const list = contents.kind === 'nav' ? listOfNav(source, entry) : listOfNcx(source, entry)
  return (list.match(/<li>/g)?.length ?? 0) > 1 ? list : ''
}

type EntryHtml = (label: string, href: string | null) => string

function listOfNav(source: string, entry: EntryHtml): string {
  const { document } = parseHTML(`<!doctype html><html><body>${bodyOf(source)}</body></html>`)
  const navs = [...document.querySelectorAll('nav')]
  const nav = navs.find((one) => (one.getAttribute('epub:type') ?? '').includes('toc')) ?? navs[0]
  const list = nav?.querySelector('ol')
  const items = (parent: Element | null | undefined, depth: number): string => {
    if (parent === null || parent === undefined || depth > MAX_DEPTH) return ''
    const entries = [...parent.children].map((item) => {
      const label = item.querySelector('a, span')
      const html = entry(collapseSpaces(label?.textContent ?? ''), label?.getAttribute('href') ?? null)
      return `<li>${html}${items(item.querySelector('ol'), depth + 1)}</li>`
    })
    return entries.length === 0 ? '' : `<ol>${entries.join('')}</ol>`
  }
  return items(list, 0)
}

function listOfNcx(source: string, entry: EntryHtml): string {
  const map = elementsOf(parseXml(source), 'navMap')[0]
  const named = (parent: Element, name: RegExp): Element[] =>
    [...parent.children].filter((child) => name.test(child.nodeName))
  const items = (parent: Element, depth: number): string => {
    const points = depth > MAX_DEPTH ? [] : named(parent, /navPoint$/i)
    const entries = points.map((point) => {
      const label = collapseSpaces(named(point, /navLabel$/i)[0]?.textContent ?? '')
      const href = named(point, /content$/i)[0]?.getAttribute('src') ?? null
      return `<li>${entry(label, href)}${items(point, depth + 1)}</li>`
    })
    return entries.length === 0 ? '' : `<ol>${entries.join('')}</ol>`
  }
  return map === undefined ? '' : items(map, 0)
}
