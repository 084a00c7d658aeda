import type { TFunction } from 'i18next'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { colourName } from '../ui/colour-names.ts'
import type { ArticlePage } from './article-page.ts'
import type { HighlightPaint } from './highlighter.ts'
import { highlightsByBlock } from './highlight-descriptions.ts'

/** Quiet time in ms before blocks are described anew: nobody listens while a highlight is being made. */
const DELAY = 300
/** Time in ms that one slice of the blocks may take. */
const SLICE = 6
/** More colours than this in one description are a burden. */
const MOST_NAMED = 5

/** Says the highlights to screen readers, which do not see painted ones: each block describes those on it. */
export function useHighlightDescriptions(page: ArticlePage | null): void {
  const { t } = useTranslation()
  useEffect(() => {
    if (page === null) return undefined
    let described = new Map<Element, string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const words = new Map<string, string>()
    const describe = () => {
      const next = new Map<Element, string>()
      const blocks = [...highlightsByBlock(page.map.content.blocks, page.highlighter.painted)]
      // By slices: thousands of blocks take longer than a frame.
      const step = (from: number) => {
        const end = performance.now() + SLICE
        let at = from
        for (; at < blocks.length && performance.now() < end; at++) {
          const [index, paints] = blocks[at] ?? [0, []]
          const element = blockElement(page, index)
          if (element === null) continue
          const text = wordsFor(paints, t, words)
          next.set(element, text)
          if (described.get(element) !== text) element.setAttribute('aria-description', text)
        }
        if (at < blocks.length) {
          timer = setTimeout(step, 0, at)
          return
        }
        for (const element of described.keys()) if (!next.has(element)) element.removeAttribute('aria-description')
        described = next
      }
      step(0)
    }
    const plan = () => {
      clearTimeout(timer)
      timer = setTimeout(describe, DELAY)
    }
    plan()
    const stop = annotationsStore.subscribe((state, before) => {
      if (state.placed !== before.placed) plan()
    })
    return () => {
      stop()
      clearTimeout(timer)
      for (const element of described.keys()) element.removeAttribute('aria-description')
    }
  }, [page, t])
}

/** Thousands of blocks say the same few things, and wording one takes longer than finding it. */
function wordsFor(paints: readonly HighlightPaint[], t: TFunction, known: Map<string, string>): string {
  const notes = paints.filter(({ hasNote }) => hasNote).length
  const key = `${paints.length} ${notes} ${paints
    .slice(0, MOST_NAMED)
    .map(({ colour }) => colour)
    .join(' ')}`
  let text = known.get(key)
  if (text === undefined) {
    const colours = paints.slice(0, MOST_NAMED).map(({ colour }) => colourName(colour))
    text = t('reader:blockDescription', { count: paints.length, colours: colours.join(', ') })
    if (notes > 0) text += `, ${t('reader:blockNotes', { count: notes })}`
    known.set(key, text)
  }
  return text
}

function blockElement(page: ArticlePage, index: number): Element | null {
  const block = page.map.content.blocks[index]
  const node = block === undefined ? undefined : page.map.toDomRange(block.start, block.start + 1)?.startNode
  const element = node?.parentElement?.closest(block?.name ?? '*') ?? null
  return element !== null && page.host.contains(element) ? element : null
}
