import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { COLOUR_NAMES } from '../annotations/colour-names.ts'
import type { ArticlePage } from './article-page.ts'
import { highlightsByBlock } from './highlight-descriptions.ts'

/** Quiet time in ms before blocks are described anew: nobody listens while a highlight is being made. */
const DELAY = 300
/** More colours than this in one description are a burden. */
const MOST_NAMED = 5

/** Says the highlights to screen readers, which do not see painted ones: each block describes those on it. */
export function useHighlightDescriptions(page: ArticlePage | null): void {
  const { t } = useTranslation()
  useEffect(() => {
    if (page === null) return undefined
    let described: Element[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const describe = () => {
      for (const element of described) element.removeAttribute('aria-description')
      described = []
      for (const [index, paints] of highlightsByBlock(page.map.content.blocks, page.highlighter.painted)) {
        const element = blockElement(page, index)
        if (element === null) continue
        const colours = paints.slice(0, MOST_NAMED).map(({ colour }) => t(COLOUR_NAMES[colour]))
        const text = t('reader:blockDescription', { count: paints.length, colours: colours.join(', ') })
        element.setAttribute('aria-description', text)
        described.push(element)
      }
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
      for (const element of described) element.removeAttribute('aria-description')
    }
  }, [page, t])
}

function blockElement(page: ArticlePage, index: number): Element | null {
  const block = page.map.content.blocks[index]
  const node = block === undefined ? undefined : page.map.toDomRange(block.start, block.start + 1)?.startNode
  const element = node?.parentElement?.closest(block?.name ?? '*') ?? null
  return element !== null && page.host.contains(element) ? element : null
}
