import type { TextSpan } from '#shared/anchoring/span.ts'
import { describe } from '#shared/anchoring/describe.ts'
import {
  type Annotation,
  bodiesOf,
  type HighlightColour,
  type HighlightStyle,
  isPageNote,
  noteOf,
  tagsOf,
} from '#shared/annotation.ts'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import type { Failure } from '#shared/failure.ts'
import type { Resolution } from '#shared/resolution.ts'
import type { Result } from '#shared/result.ts'
import type { UndoStep } from '../ui/undo.ts'
import type { AnnotationsStore } from './annotations-store.ts'

/** What edits need of the world; tests give their own. */
export interface EditPort {
  store: AnnotationsStore
  save(annotation: Annotation): Promise<Result<null, Failure>>
  remove(request: { article: ArticleId; id: string }): Promise<Result<null, Failure>>
  resolve(request: { article: ArticleId; resolution: Resolution }): Promise<Result<null, Failure>>
  unresolve(request: { article: ArticleId; annotation: string; version: ContentHash }): Promise<Result<null, Failure>>
  push(step: UndoStep): void
  /** Tells the reader that something could not be saved; it stays on the screen. */
  failed(failure: Failure): void
  now(): Date
  newId(): string
}

/** The newest form of an annotation this window knows of; `alive` is false once it is deleted. */
interface Known {
  annotation: Annotation
  alive: boolean
}

/**
 * Everything the reader does to annotations. Each change is on the screen at once, then on its way to the disk, and is
 * one undo step. Steps hold only the field they changed, so undoing a colour never touches a later note.
 */
export class AnnotationEdits {
  private readonly port: EditPort
  private readonly known = new Map<string, Known>()
  /** Steps of edits that are carried out together. */
  private collected: UndoStep[] | null = null

  constructor(port: EditPort) {
    this.port = port
  }

  /** Highlights a span of the open article; null where no article is open. */
  highlight(span: TextSpan, colour: HighlightColour, style: HighlightStyle = 'wash'): Annotation | null {
    const { article } = this.port.store.get()
    if (article === null) return null
    const plain = this.blank('highlighting', colour, [...describe(article.index.text, span.start, span.end)])
    if (plain === null) return null
    const annotation = style === 'wash' ? plain : { ...plain, style }
    this.port.store.useColour(colour)
    void this.put(annotation)
    this.pushLife(annotation.id, 'annotations:done.highlighted', true)
    return annotation
  }

  /** Highlights many spans of the open article as one undo step; answers how many. */
  highlightAll(spans: readonly { start: number; end: number }[], colour: HighlightColour): number {
    const { article } = this.port.store.get()
    if (article === null || spans.length === 0) return 0
    const made = spans.flatMap(({ start, end }) => {
      return this.blank('highlighting', colour, [...describe(article.index.text, start, end)]) ?? []
    })
    const putAll = async () => {
      for (const annotation of made) await this.put(annotation)
    }
    const dropAll = async () => {
      for (const { id } of made) await this.drop(id)
    }
    this.port.store.useColour(colour)
    void putAll()
    this.port.push({ message: 'annotations:done.highlighted', undo: dropAll, redo: putAll })
    return made.length
  }

  /** A note about the whole open article, not kept before something is written in it. */
  draftPageNote(): Annotation | null {
    return this.blank('commenting', 'yellow', [])
  }

  recolour(id: string, colour: HighlightColour): void {
    const before = this.current(id)
    if (before === null) return
    this.port.store.useColour(colour)
    if (before.colour === colour) return
    const set = (value: HighlightColour) => this.change(id, (annotation) => ({ ...annotation, colour: value }))
    void set(colour)
    this.push({
      message: 'annotations:done.coloured',
      undo: () => set(before.colour),
      redo: () => set(colour),
    })
  }

  restyle(id: string, style: HighlightStyle): void {
    const before = this.current(id)?.style ?? 'wash'
    if (this.current(id) === null || before === style) return
    const set = (value: HighlightStyle) => this.change(id, (annotation) => ({ ...annotation, style: value }))
    void set(style)
    this.push({ message: 'annotations:done.restyled', undo: () => set(before), redo: () => set(style) })
  }

  /** Gives a highlight other ends: the reader means another passage now. */
  resize(id: string, span: TextSpan): void {
    const { article } = this.port.store.get()
    const before = this.current(id)
    if (article === null || before === null) return
    const selector = [...describe(article.index.text, span.start, span.end)]
    const target = { source: article.id, version: article.version, selector }
    const set = (value: Annotation['target']) => this.change(id, (annotation) => ({ ...annotation, target: value }))
    void set(target)
    this.push({ message: 'annotations:done.resized', undo: () => set(before.target), redo: () => set(target) })
  }

  /** Keeps the reader's word that the highlight's passage stands there now; its own selectors stay as they are. */
  resolve(id: string, span: TextSpan): void {
    const { article, resolutions } = this.port.store.get()
    if (article === null || this.current(id) === null) return
    const which = { annotation: id, version: article.version }
    const before = resolutions.find(({ annotation, version }) => annotation === id && version === article.version)
    const selector = [...describe(article.index.text, span.start, span.end)]
    const resolution = { ...which, resolved: this.port.now().toISOString(), selector }
    const set = (value: Resolution | null) => this.putResolution(article.id, which, value)
    void set(resolution)
    this.push({
      message: 'annotations:done.resolved',
      undo: () => set(before ?? null),
      redo: () => set(resolution),
    })
  }

  setTags(id: string, tags: readonly string[]): void {
    const before = this.current(id)
    if (before === null) return
    const old = tagsOf(before)
    const set = (value: readonly string[]) =>
      this.change(id, (annotation) => ({ ...annotation, body: bodiesOf(noteOf(annotation), value) }))
    void set(tags)
    this.push({ message: 'annotations:done.tagged', undo: () => set(old), redo: () => set(tags) })
  }

  delete(id: string): void {
    if (this.current(id) === null) return
    void this.drop(id)
    this.pushLife(id, 'annotations:done.deleted', false)
  }

  /** Saves a note while it is being written; nothing happens where the annotation was deleted meanwhile. */
  writeNote(draft: Annotation, text: string): void {
    const current = this.current(draft.id)
    if (current === null && (!isPageNote(draft) || text === '')) return
    void this.put(this.noted(current ?? draft, text))
  }

  /** Makes one undo step of a whole writing session; an article note that was emptied goes. */
  noteWritten(draft: Annotation, before: string, after: string): void {
    if (after === '' && isPageNote(draft)) void this.setNote(draft, '')
    if (before === after) return
    this.push({
      message: isPageNote(draft) ? 'annotations:done.articleNote' : 'annotations:done.noted',
      undo: () => this.setNote(draft, before),
      redo: () => this.setNote(draft, after),
    })
  }

  /** Carries out several edits as one undo step. */
  together(message: string, work: () => void): void {
    const steps: UndoStep[] = []
    this.collected = steps
    try {
      work()
    } finally {
      this.collected = null
    }
    if (steps.length === 0) return
    this.push({
      message,
      undo: async () => {
        for (const step of steps.toReversed()) await step.undo()
      },
      redo: async () => {
        for (const step of steps) await step.redo()
      },
    })
  }

  private push(step: UndoStep): void {
    if (this.collected === null) this.port.push(step)
    else this.collected.push(step)
  }

  private async setNote(draft: Annotation, text: string): Promise<void> {
    const current = this.current(draft.id)
    const annotation = current ?? this.known.get(draft.id)?.annotation ?? draft
    const noted = this.noted(annotation, text)
    if (isPageNote(noted) && noted.body.length === 0) return this.drop(noted.id)
    if (current !== null || isPageNote(annotation)) return this.put(noted)
    // A deleted highlight must not come back because its note is undone; it only remembers the note.
    this.known.set(noted.id, { annotation: noted, alive: false })
  }

  private noted(annotation: Annotation, text: string): Annotation {
    return { ...annotation, body: bodiesOf(text, tagsOf(annotation)), modified: this.port.now().toISOString() }
  }

  private blank(
    motivation: Annotation['motivation'],
    colour: HighlightColour,
    selector: Annotation['target']['selector'],
  ): Annotation | null {
    const { article } = this.port.store.get()
    if (article === null) return null
    const created = this.port.now().toISOString()
    const target = { source: article.id, version: article.version, selector }
    return { id: this.port.newId(), motivation, created, modified: created, colour, body: [], target }
  }

  /** The annotation as it is now, null where it is deleted or was never seen. */
  private current(id: string): Annotation | null {
    const open = this.port.store.find(id)
    if (open !== undefined) return open.annotation
    const known = this.known.get(id)
    return known?.alive === true ? known.annotation : null
  }

  /** `creation` tells whether undoing takes the annotation away or brings it back. */
  private pushLife(id: string, message: string, creation: boolean): void {
    const bringBack = async () => {
      const known = this.known.get(id)
      if (known !== undefined) await this.put(known.annotation)
    }
    const takeAway = () => this.drop(id)
    this.push({ message, undo: creation ? takeAway : bringBack, redo: creation ? bringBack : takeAway })
  }

  private async change(id: string, edit: (annotation: Annotation) => Annotation): Promise<void> {
    const annotation = this.current(id)
    if (annotation === null) return
    await this.put({ ...edit(annotation), modified: this.port.now().toISOString() })
  }

  private async put(annotation: Annotation): Promise<void> {
    this.known.set(annotation.id, { annotation, alive: true })
    this.port.store.put(annotation)
    const saved = await this.port.save(annotation)
    if (!saved.ok) this.port.failed(saved.failure)
  }

  private async putResolution(
    article: ArticleId,
    which: { annotation: string; version: ContentHash },
    resolution: Resolution | null,
  ): Promise<void> {
    const { store, resolve, unresolve, failed } = this.port
    if (store.get().article?.id === article) store.resolve(which, resolution)
    const kept = resolution === null ? await unresolve({ article, ...which }) : await resolve({ article, resolution })
    if (!kept.ok) failed(kept.failure)
  }

  private async drop(id: string): Promise<void> {
    const annotation = this.current(id)
    if (annotation === null) return
    this.known.set(id, { annotation, alive: false })
    this.port.store.drop(id)
    const removed = await this.port.remove({ article: annotation.target.source, id })
    if (!removed.ok) this.port.failed(removed.failure)
  }
}
