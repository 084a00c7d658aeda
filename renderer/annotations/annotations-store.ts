import { startTransition, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { TextSpan } from '#shared/anchoring/span.ts'
import { anchorAll } from '#shared/anchoring/anchor.ts'
import type { Followed } from '#shared/anchoring/follow.ts'
import { type AnchorIndex, prepare } from '#shared/anchoring/prepare.ts'
import { type Annotation, type HighlightColour, isPageNote } from '#shared/annotation.ts'
import type { ArticleId, ContentHash } from '#shared/article.ts'
import { type Resolution, selectorsFor } from '#shared/resolution.ts'
import { inDocumentOrder, inserted, type PlacedAnnotation } from './document-order.ts'

/** The annotation whose card is open, where the card stands, and what in it is wanted first. */
export interface OpenCard {
  id: string
  /** All highlights that stand on the passage, itself among them; empty where they do not matter. */
  among: readonly string[]
  place: 'passage' | 'panel'
  wanted: 'card' | 'note' | 'tags'
}

/** The text that annotations are to be shown on. */
export interface OpenedText {
  id: ArticleId
  version: ContentHash
  newest?: boolean
  text: string
  /** By annotation, what the changes since older versions say of it. */
  followed?: Readonly<Record<string, Followed>>
}

export interface AnnotationsState {
  /** `newest`: no newer version of it is there. */
  article: (Required<Omit<OpenedText, 'text'>> & { index: AnchorIndex }) | null
  /** In document order. */
  placed: readonly PlacedAnnotation[]
  /** The reader's words on where passages of the article stand, of all versions. */
  resolutions: readonly Resolution[]
  /** What is selected in the article, for commands that stand elsewhere. */
  selection: TextSpan | null
  /** Ids of the highlights that are chosen in the panel, to do one thing to all of them. */
  chosen: readonly string[]
  /** The highlight the reader is at. */
  active: string | null
  card: OpenCard | null
  /** Asks the article to scroll to a highlight and flash it; `serial` tells a repeated wish from an old one. */
  shown: { id: string; serial: number } | null
  /** Asks the article to scroll to a passage that is no highlight and flash it. */
  peeked: { span: TextSpan; serial: number } | null
  /** What the key H paints with. */
  lastColour: HighlightColour
}

/**
 * The annotations of the open article, for the article and the panel; changed by `AnnotationEdits` only. A change of one
 * of thousands must not look at the others: it is made between a key and the frame that shows it.
 */
export class AnnotationsStore {
  /** What is in `placed`, by its id. */
  private readonly byId = new Map<string, PlacedAnnotation>()
  readonly state = createStore<AnnotationsState>(() => ({
    article: null,
    placed: [],
    resolutions: [],
    selection: null,
    chosen: [],
    active: null,
    card: null,
    shown: null,
    peeked: null,
    lastColour: 'yellow',
  }))

  get(): AnnotationsState {
    return this.state.getState()
  }

  /** Answers a function that stops listening. */
  subscribe(listener: (state: AnnotationsState, before: AnnotationsState) => void): () => void {
    return this.state.subscribe(listener)
  }

  find(id: string): PlacedAnnotation | undefined {
    return this.byId.get(id)
  }

  /** Shows the annotations of an article on its text; an open card stays where the article stays the same. */
  open(article: OpenedText, annotations: readonly Annotation[], resolutions: readonly Resolution[] = []): void {
    const { text, newest = true, followed = {}, ...named } = article
    const index = prepare(text)
    const anchors = anchorAll(
      index,
      annotations.map((annotation) => selectorsFor(annotation, resolutions, article.version)),
      annotations.map(({ id }) => followed[id] ?? null),
    )
    const placed = annotations.map((annotation, at): PlacedAnnotation => {
      return { annotation, anchor: isPageNote(annotation) ? null : (anchors[at] ?? null) }
    })
    const same = this.get().article?.id === article.id
    this.byId.clear()
    for (const one of placed) this.byId.set(one.annotation.id, one)
    this.state.setState({
      article: { ...named, newest, followed, index },
      placed: inDocumentOrder(placed),
      resolutions,
      selection: null,
    })
    if (!same) this.state.setState({ chosen: [], active: null, card: null, shown: null })
  }

  close(): void {
    this.byId.clear()
    this.state.setState({
      chosen: [],
      article: null,
      placed: [],
      resolutions: [],
      selection: null,
      active: null,
      card: null,
      shown: null,
    })
  }

  /** Adds or replaces an annotation of the open article; others are no business of this store. */
  put(annotation: Annotation): void {
    const { article, placed } = this.get()
    if (article === null || annotation.target.source !== article.id) return
    const old = this.find(annotation.id)
    if (old === undefined || old.annotation.target !== annotation.target) return this.replace(annotation)
    const changed = { annotation, anchor: old.anchor }
    this.byId.set(annotation.id, changed)
    this.state.setState({ placed: placed.with(placed.indexOf(old), changed) })
  }

  /** Keeps the reader's word on where a passage stands, or takes the word on that version back (null). */
  resolve(which: { annotation: string; version: ContentHash }, resolution: Resolution | null): void {
    const others = this.get().resolutions.filter(
      ({ annotation, version }) => annotation !== which.annotation || version !== which.version,
    )
    this.state.setState({ resolutions: resolution === null ? others : [...others, resolution] })
    const placed = this.find(which.annotation)
    if (placed !== undefined) this.replace(placed.annotation)
  }

  select(selection: TextSpan | null): void {
    this.state.setState({ selection })
  }

  /** Anchors an annotation anew and puts it in its place. */
  private replace(annotation: Annotation): void {
    const { article, placed, resolutions } = this.get()
    if (article === null) return
    const selectors = selectorsFor(annotation, resolutions, article.version)
    const hint = article.followed[annotation.id] ?? null
    const [found = null] = anchorAll(article.index, [selectors], [hint])
    const added = { annotation, anchor: isPageNote(annotation) ? null : found }
    const others = without(placed, this.find(annotation.id))
    this.byId.set(annotation.id, added)
    this.state.setState({ placed: inserted(others, added) })
  }

  drop(id: string): void {
    const { placed, chosen, active, card } = this.get()
    const dropped = this.find(id)
    this.byId.delete(id)
    this.state.setState({
      chosen: chosen.includes(id) ? chosen.filter((other) => other !== id) : chosen,
      placed: without(placed, dropped),
      active: active === id ? null : active,
      card: card?.id === id ? null : card,
    })
  }

  choose(ids: readonly string[]): void {
    this.state.setState({ chosen: ids })
  }

  activate(id: string | null): void {
    if (this.get().active !== id) this.state.setState({ active: id })
  }

  openCard(card: OpenCard): void {
    this.state.setState({ card, active: card.id })
  }

  closeCard(): void {
    if (this.get().card !== null) this.state.setState({ card: null })
  }

  /** Scrolls the article to the highlight and flashes it. */
  show(id: string): void {
    this.state.setState({ active: id, shown: { id, serial: (this.get().shown?.serial ?? 0) + 1 } })
  }

  /** Scrolls the article to a passage and flashes it. */
  peek(span: TextSpan): void {
    this.state.setState({ peeked: { span, serial: (this.get().peeked?.serial ?? 0) + 1 } })
  }

  useColour(colour: HighlightColour): void {
    this.state.setState({ lastColour: colour })
  }
}

export const annotationsStore = new AnnotationsStore()

/** What to pick for the whole list. */
export function allPlaced({ placed }: AnnotationsState): readonly PlacedAnnotation[] {
  return placed
}

/** React hook: renders again only when what `pick` answers changes. */
export function useAnnotations<T>(pick: (state: AnnotationsState) => T): T {
  return useStore(annotationsStore.state, pick)
}

/**
 * As `useAnnotations`, for what the reader need not wait for: it is brought up to date by React when there is time, in
 * pieces that keys and frames may come between.
 * @param pick must be the same function every time
 */
export function useAnnotationsInTime<T>(pick: (state: AnnotationsState) => T): T {
  const [picked, setPicked] = useState<T>(() => pick(annotationsStore.get()))
  useEffect(() => {
    // React itself leaves out what is the same as before.
    const update = () => startTransition(() => setPicked(() => pick(annotationsStore.get())))
    update()
    return annotationsStore.subscribe(update)
  }, [pick])
  return picked
}

function without(placed: readonly PlacedAnnotation[], one: PlacedAnnotation | undefined): readonly PlacedAnnotation[] {
  const at = one === undefined ? -1 : placed.indexOf(one)
  return at === -1 ? placed : placed.toSpliced(at, 1)
}
