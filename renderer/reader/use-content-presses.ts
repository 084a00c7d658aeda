import { useEffect } from 'react'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { requestLink } from '../annotations/link-request.ts'
import type { ArticlePage } from './article-page.ts'
import { addressAt, innerLinkAt, isAtMissing } from './content.ts'
import { followInnerLink } from './inner-links.ts'
import { openPictures } from './pictures-store.ts'

/** What a press in the content does: a link asks before it leads anywhere, a highlight opens its card. */
export function useContentPresses(page: ArticlePage | null): void {
  useEffect(() => {
    if (page === null) return undefined
    const { host } = page
    const click = (event: MouseEvent) => {
      // The end of a selection by mouse is no press.
      if (pressLink(event) || pressInnerLink(event, page) || event.button !== 0 || page.selectedSpan() !== null) return
      if (isAtMissing(event.target)) openPictures()
      else pressHighlight(page, event.clientX, event.clientY)
    }
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !pressLink(event)) pressInnerLink(event, page)
      if (['Enter', ' '].includes(event.key) && isAtMissing(event.target)) {
        event.preventDefault()
        openPictures()
      }
    }
    host.addEventListener('click', click)
    host.addEventListener('auxclick', pressLink)
    host.addEventListener('keydown', key)
    return () => {
      host.removeEventListener('click', click)
      host.removeEventListener('auxclick', pressLink)
      host.removeEventListener('keydown', key)
    }
  }, [page])
}

function pressLink(event: Event): boolean {
  const address = addressAt(event.target)
  if (address === null) return false
  event.preventDefault()
  requestLink(address)
  return true
}

function pressInnerLink(event: Event, page: ArticlePage): boolean {
  const link = innerLinkAt(event.target)
  if (link === null) return false
  event.preventDefault()
  followInnerLink(page, link)
  return true
}

/** The highlights at the last press, the shortest first. */
let pressed: readonly string[] = []

/**
 * Opens the card of the highlight at a point of the window; pressed again where several lie over each other, that of
 * the next one. Where none is, the reader is at none any more.
 */
export function pressHighlight(page: ArticlePage, x: number, y: number): void {
  const offset = page.offsetAt(x, y)
  const among = offset === null ? [] : page.highlighter.at(offset)
  const { active } = annotationsStore.get()
  const isAgain = active !== null && among.length === pressed.length && among.every((id, at) => id === pressed[at])
  const id = among[isAgain ? (among.indexOf(active) + 1) % among.length : 0]
  pressed = among
  if (id === undefined) annotationsStore.activate(null)
  else annotationsStore.openCard({ id, among, place: 'passage', wanted: 'card' })
}
