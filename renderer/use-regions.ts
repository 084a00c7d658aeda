import { type RefObject, useRef } from 'react'
import { flushSync } from 'react-dom'

export interface Regions {
  searchField: RefObject<HTMLInputElement | null>
  list: RefObject<HTMLDivElement | null>
  article: RefObject<HTMLDivElement | null>
  annotations: RefObject<HTMLDivElement | null>
  /** Moves the focus to the next region that is shown, and round. */
  focusNext(): void
  /** Shows the library where it is folded away and puts the focus into the search field. */
  focusSearch(showLibrary: () => void): void
}

/** The regions of the window as places for the keyboard. */
export function useRegions(): Regions {
  const searchField = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const article = useRef<HTMLDivElement>(null)
  const annotations = useRef<HTMLDivElement>(null)
  return {
    searchField,
    list,
    article,
    annotations,
    focusNext() {
      const library = list.current ?? searchField.current
      const shown = [library, article.current, annotations.current].filter((element) => element !== null)
      const at = shown.findIndex((element) => (element === library ? inLibrary(element) : hasFocus(element)))
      const next = shown[(at + 1) % shown.length]
      if (next !== undefined) focusIn(next)
    },
    focusSearch(showLibrary) {
      flushSync(showLibrary)
      searchField.current?.focus()
      searchField.current?.select()
    },
  }
}

function hasFocus(element: HTMLElement): boolean {
  return element.contains(document.activeElement)
}

/** The list and the search field are one region. */
function inLibrary(element: HTMLElement): boolean {
  const region = element.closest('nav')
  return region !== null && hasFocus(region)
}

/** Focuses what takes keys in the region: the region itself, or what it holds. */
function focusIn(region: HTMLElement): void {
  const target = region.tabIndex === 0 ? region : region.querySelector<HTMLElement>('[tabindex="0"]')
  const element = target ?? region
  element.focus()
}
