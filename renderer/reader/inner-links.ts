import i18next from 'i18next'
import { announce } from '../ui/announce.ts'
import { keyNames } from '../ui/shortcut-keys.ts'
import type { Shortcut } from '../ui/shortcuts.ts'
import type { ArticlePage, Edge } from './article-page.ts'
import { placeOf } from './content.ts'

/** Links from one place of an article to another: to a footnote and back, from a table of contents to a chapter. */

const BACK_KEYS = 'alt+ArrowLeft'

/** Where the reader came from. */
interface Step {
  link: Element
  edge: Edge | null
}

const trails = new WeakMap<ArticlePage, Step[]>()

/** Shows the place that a link inside the article leads to, and remembers the link. */
export function followInnerLink(page: ArticlePage, link: Element): void {
  const edge = page.edge()
  page.showAll()
  const place = placeOf(link, page.host)
  const span = place === null ? null : page.map.spanOf(place)
  if (place === null || span === null) return
  const trail = trails.get(page) ?? []
  const last = trail.at(-1)
  // A footnote's own link back is a way back, not one more step.
  if (last !== undefined && place.contains(last.link)) trail.pop()
  else trail.push({ link, edge })
  trails.set(page, trail)
  page.reveal(span)
  page.highlighter.flash(span)
  focus(place)
  if (trail.length > 0)
    announce(
      i18next.t('reader:goBackWith', { keys: keyNames(BACK_KEYS, navigator.platform.startsWith('Mac')).join('+') }),
    )
}

/** Back to where the last such link was pressed. */
export function goBackShortcuts(page: ArticlePage | null): Shortcut[] {
  const trail = () => (page === null ? undefined : trails.get(page))
  return [
    {
      id: 'reader.back',
      keys: [BACK_KEYS],
      message: 'reader:shortcut.back',
      when: () => (trail()?.length ?? 0) > 0,
      run: () => {
        const step = trail()?.pop()
        if (step === undefined || page === null) return
        if (step.edge === null) page.scroller.scrollTop = 0
        else page.holdEdge(step.edge)
        focus(step.link)
      },
    },
  ]
}

function focus(element: Element): void {
  if (!(element instanceof HTMLElement)) return
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
}
