import type { ArticleId } from '#shared/article.ts'
import type { ImportSummary } from '#shared/import-summary.ts'
import type { Lookalike } from '#shared/lookalike.ts'
import type { LikenessReply } from './import/likeness-protocol.ts'
import type { OpenLibrary } from './library-host.ts'
import type { Library } from './library/library.ts'
import type { Services } from './services.ts'

type Twins = Pick<ImportSummary, 'newer' | 'reprints'>

/**
 * Looks for the texts of new articles among all others, and keeps what was found as records: an offer that the reader
 * decides about, now or later, or a reprint. While the library is not known as a whole, it is looked once more later.
 */
export async function findTwins(
  services: Pick<Services, 'send' | 'changed'>,
  { library, likeness }: Pick<OpenLibrary, 'library' | 'likeness'>,
  { imported }: ImportSummary,
): Promise<Twins> {
  if (imported.length === 0) return {}
  const ids = imported.map(({ id }) => id)
  // The worker reads the library's files; on a slow disk an article may be in before its records are.
  await library.flush()
  const reply = await likeness.find(ids)
  // What is found later is news only if it is not among this.
  const found = await keepTwins(library, reply)
  if (!reply.whole) {
    void likeness.findLater(ids).then(async (later) => {
      const twins = await keepTwins(library, later)
      const marked = [...(twins.newer ?? []), ...(twins.reprints ?? [])].map(({ id }) => id)
      for (const id of marked) services.changed(id)
      if (marked.length > 0) services.send('library:changed', { ids: marked })
    })
  }
  return found
}

/** Marks what was found; answers what is news of it. */
export async function keepTwins(library: Library, { found }: Pick<LikenessReply, 'found'>): Promise<Twins> {
  const newer: Lookalike[] = []
  const reprints: Lookalike[] = []
  const order = new Map(found.map(({ id }, at) => [id, at]))
  for (const { id, twins } of found) {
    // Of two that came in together, the later one is the newer.
    const earlier = twins.filter((twin) => (order.get(twin.id) ?? -1) < (order.get(id) ?? 0))
    const offered = earlier.find(({ kinship }) => kinship === 'version')
    if (offered !== undefined) {
      const [young, old] = await inOrder(library, { id, other: offered.id, isNew: order.has(offered.id) })
      newer.push(...(await keep(library, young, old, 'offered')))
    }
    for (const twin of earlier.filter(({ kinship }) => kinship === 'reprint')) {
      reprints.push(...(await keep(library, id, twin.id, 'reprint')))
    }
  }
  return { ...(newer.length === 0 ? {} : { newer }), ...(reprints.length === 0 ? {} : { reprints }) }
}

/**
 * The newer and the older of two versions: by when both say they were changed or published, else by when they came in.
 * An article in which the reader has left something stays the one that gets versions, whatever its date: what is made
 * part of another is shown no more.
 * @param pair `isNew`: `other` came in just now, too
 */
async function inOrder(
  library: Library,
  { id, other, isNew }: { id: ArticleId; other: ArticleId; isNew: boolean },
): Promise<[ArticleId, ArticleId]> {
  const there = library.summary(other)
  const [own, others] = await Promise.all([library.versions.dated(id), library.versions.dated(other)])
  const isBare = there?.shelf === undefined && there?.highlights === 0 && there.notes === 0
  const isOlder = Date.parse(own ?? '') < Date.parse(others ?? '')
  return isOlder && (isNew || isBare) ? [other, id] : [id, other]
}

async function keep(
  library: Library,
  id: ArticleId,
  twin: ArticleId,
  kind: 'offered' | 'reprint',
): Promise<Lookalike[]> {
  const [own, other] = [library.summary(id), library.summary(twin)]
  if (own === undefined || other === undefined) return []
  const marked = await library.versions.mark(id, twin, kind, false)
  // The same text is a reprint on both sides; a newer version is one on its own side only.
  if (marked.ok && marked.value && kind === 'reprint') await library.versions.mark(twin, id, kind, false)
  return marked.ok && marked.value ? [{ id, title: own.title, of: { id: twin, title: other.title } }] : []
}
