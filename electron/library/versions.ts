import { type Annotation, isPageNote } from '#shared/annotation.ts'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import { textOfContent } from '#shared/html-text.ts'
import type { TwinKind } from '#shared/lookalike.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { type Carried, type CarryJob, type CarryReport, carryOver, type JoinedVersion } from '#shared/version.ts'
import type { ArticleFiles } from './article-files.ts'
import type { ArticleRecords } from './article-records.ts'
import {
  ANNOTATION,
  annotationRecordId,
  annotationsOf,
  type ArticleEntry,
  captureDate,
  CAPTURE,
  correctionsOf,
  dataOf,
  newestOf,
  PART,
  PICTURES,
  picturesOf,
  picturesRecordId,
  resolutionsOf,
  rootOf,
  TWIN,
  twinRecordId,
  VERSION,
  versionsOf,
} from './article-view.ts'
import { keepPictures, type NewPictures } from './pictures.ts'
import type { RecordStore } from './record-store.ts'
import { captureSchema, type KeptVersion, twinSchema } from './schemas.ts'

/** Cleaned, sanitised HTML and its article text. */
export interface NewContent {
  html: string
  text: string
}

type Carry = (job: CarryJob) => Promise<Carried>

/**
 * Which articles are versions of others, or the same text. Nothing is moved or deleted: an article that becomes a
 * version keeps its files and records and is only shown as part of the other, until it is separated again.
 */
export class Versions {
  private readonly records: ArticleRecords
  private readonly files: ArticleFiles
  private readonly now: () => number
  private carry: Carry = (job) => Promise.resolve(carryOver(job))

  /** @param now milliseconds since 1970 */
  constructor(records: ArticleRecords, files: ArticleFiles, now: () => number) {
    this.records = records
    this.files = files
    this.now = now
  }

  /** Lets highlights be found elsewhere than on this loop: a long text with many of them takes a while. */
  carryBy(carry: Carry): void {
    this.carry = carry
  }

  /**
   * Keeps a newer content of an article and finds its highlights in it; the older version stays as it is.
   * @param content `text`: the article text of `html`
   */
  add(id: ArticleId, { html, text }: NewContent): Promise<Result<CarryReport, Failure>> {
    return this.records.change(id, async (store) => {
      const version = await this.files.keepContent(id, html)
      if (!version.ok) return version
      const carried = await this.carry(await this.jobFor(store, id, { version: version.value, text }))
      return await this.keepVersion(store, id, { version: version.value, added: this.time(), ...carried })
    })
  }

  /** Makes the article `from` the newest version of `into`; highlights and notes of both are in `into` then. */
  async join(from: ArticleId, into: ArticleId): Promise<Result<JoinedVersion, Failure>> {
    const { entries } = this.records
    const find = (id: ArticleId): ArticleEntry | undefined => entries.get(id)
    const [part, named] = [find(from), find(into)]
    if (part === undefined || rootOf(find, part) !== part) return fail({ code: 'article-missing', id: from })
    const root = named === undefined ? undefined : rootOf(find, named)
    if (root === undefined || root === part) return fail({ code: 'article-missing', id: into })
    const article = root.summary.id
    return await this.records.change(from, (partStore) =>
      this.records.change(article, async (store) => {
        const { version, ...facts } = shownOf(partStore, part.baseVersion)
        const html = await this.files.adopt(from, article, version)
        if (!html.ok) return html
        const { text } = textOfContent(html.value)
        const carried = await this.carry(await this.jobFor(store, article, { version, text }))
        const pictured = await this.bringPictures(partStore, store, { from, into: article, version })
        if (!pictured.ok) return pictured
        const kept = await this.keepVersion(store, article, { version, added: this.time(), from, ...facts, ...carried })
        if (!kept.ok) return kept
        const { report } = carried
        // First what adds, then what hides: a crash between the two leaves an article too many, never one too few.
        const brought = await this.bring(partStore, store, article)
        if (!brought.ok) return brought
        partStore.put(PART, PART, { of: article })
        this.records.refresh(from, partStore)
        const hidden = await partStore.save()
        return hidden.ok ? ok({ from, article, version, report }) : hidden
      }),
    )
  }

  /**
   * Makes a version that came in as an article of its own one again; what was noted in it goes with it.
   * @returns the article; null where the version never was one
   */
  separate(article: ArticleId, version: ContentHash): Promise<Result<ArticleId | null, Failure>> {
    return this.records.change(article, (store) => {
      const { from } = versionsOf(store.records).find((one) => one.version === version) ?? {}
      if (from === undefined) return Promise.resolve(ok(null))
      return this.records.change(from, async (part) => {
        const own = new Set(annotationsOf(part.records).map(({ id }) => id))
        const back = annotationsOf(store.records).filter(({ id, target }) => own.has(id) || isOnly(target, version))
        for (const annotation of back) part.put(annotationRecordId(annotation.id), ANNOTATION, at(annotation, from))
        part.delete(PART)
        this.records.refresh(from, part)
        const shown = await part.save()
        if (!shown.ok) return shown
        for (const { id } of back) store.delete(annotationRecordId(id))
        store.delete(`${VERSION}/${version}`)
        this.records.refresh(article, store)
        const hidden = await store.save()
        return hidden.ok ? ok(from) : hidden
      })
    })
  }

  /**
   * Keeps what another article is to this one. What is known already stays, unless the reader decides (`isDecision`).
   * @returns whether that is news
   */
  mark(id: ArticleId, other: ArticleId, kind: TwinKind, isDecision: boolean): Promise<Result<boolean, Failure>> {
    return this.records.change(id, async (store) => {
      const known = dataOf(store.records, twinRecordId(other), twinSchema)?.kind
      if (known === kind || (known !== undefined && !isDecision)) return ok(false)
      store.put(twinRecordId(other), TWIN, { kind })
      const kept = await store.save()
      return kept.ok ? ok(true) : kept
    })
  }

  /** Keeps a version with pictures that were asked for. */
  keepPictures(pictures: NewPictures): Promise<Result<null, Failure>> {
    return keepPictures(this.records, this.files, pictures)
  }

  /** When the newest version of an article says that it was changed, or else published (ISO 8601); null where it does not say. */
  async dated(id: ArticleId): Promise<string | null> {
    const dated = await this.records.stores.use(id, ({ records }) =>
      Promise.resolve(ok(newestOf(records)?.dated ?? captureDate(records))),
    )
    return dated.ok ? dated.value : null
  }

  /** What is needed to find an article's highlights in a new text; old texts only where there are any to find. */
  private async jobFor(
    { records }: RecordStore,
    id: ArticleId,
    { version, text }: { version: ContentHash; text: string },
  ): Promise<CarryJob> {
    const annotations = annotationsOf(records).filter((annotation) => !isPageNote(annotation))
    const resolutions = resolutionsOf(records)
    const made = new Set([...annotations.map(({ target }) => target), ...resolutions].map((word) => word.version))
    const old = new Map<ContentHash, string>()
    for (const one of annotations.length === 0 ? [] : made) {
      const html = await this.files.readContent(id, one)
      if (html.ok) old.set(one, textOfContent(html.value).text)
    }
    return { version, text, annotations, resolutions, old }
  }

  private async bring(part: RecordStore, store: RecordStore, article: ArticleId): Promise<Result<null, Failure>> {
    const brought = annotationsOf(part.records)
    if (brought.length === 0) return ok(null)
    for (const annotation of brought) {
      store.put(annotationRecordId(annotation.id), ANNOTATION, at(annotation, article))
    }
    this.records.refresh(article, store)
    return await store.save()
  }

  /** Pictures that were asked for come with the version that they are in, and are saved with it. */
  private async bringPictures(
    part: RecordStore,
    store: RecordStore,
    { from, into, version }: { from: ArticleId; into: ArticleId; version: ContentHash },
  ): Promise<Result<null, Failure>> {
    const pictures = picturesOf(part.records, version)
    if (pictures === null) return ok(null)
    const adopted = await this.files.adopt(from, into, pictures.version)
    // What is damaged there stays there: the version is whole without.
    if (!adopted.ok) return adopted.failure.code === 'article-damaged' ? ok(null) : adopted
    store.put(picturesRecordId(version), PICTURES, pictures)
    return ok(null)
  }

  private async keepVersion(
    store: RecordStore,
    id: ArticleId,
    kept: KeptVersion,
  ): Promise<Result<CarryReport, Failure>> {
    store.put(`${VERSION}/${kept.version}`, VERSION, kept)
    this.records.refresh(id, store)
    const saved = await store.save()
    return saved.ok ? ok(kept.report) : saved
  }

  private time(): string {
    return new Date(this.now()).toISOString()
  }
}

/** The content that an article shows, and what it says of itself. */
function shownOf({ records }: RecordStore, first: ContentHash): Omit<KeptVersion, 'added' | 'report' | 'from'> {
  const newest = newestOf(records)
  const capture = dataOf(records, CAPTURE, captureSchema)
  const { metadata = capture?.metadata, words = capture?.words, dated = captureDate(records) } = newest ?? {}
  const { subtitle: _subtitle, modified: _modified, ...corrected } = correctionsOf(records)
  return {
    version: newest?.version ?? first,
    ...(metadata === undefined ? {} : { metadata: { ...metadata, ...corrected } }),
    ...(words === undefined ? {} : { words }),
    ...(dated === null ? {} : { dated }),
  }
}

function at(annotation: Annotation, source: ArticleId): Annotation {
  return { ...annotation, target: { ...annotation.target, source } }
}

/** Made in that version: it stands in no other as it was made. Page notes are about the article as a whole. */
function isOnly({ version, selector }: Annotation['target'], wanted: ContentHash): boolean {
  return version === wanted && selector.length > 0
}
