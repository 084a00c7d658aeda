import { flushSync } from 'react-dom'

/** The parts of the window that F6 goes through, as `data-region` names them; those that are folded away are missing. */
const REGIONS = ['library', 'article', 'annotations'] as const
type Region = (typeof REGIONS)[number]

/** Moves the focus to the next region that is shown, and round. */
export function focusNextRegion(): void {
  const shown = REGIONS.map(elementOf).filter((element) => element !== null)
  const at = shown.findIndex((element) => element.contains(document.activeElement))
  const next = shown[(at + 1) % shown.length]
  if (next !== undefined) focusIn(next)
}

/** Shows the library where it is folded away and puts the focus into the search field. */
export function focusSearch(showLibrary: () => void): void {
  flushSync(showLibrary)
  const field = elementOf('library')?.querySelector<HTMLInputElement>('input[type="search"]')
  field?.focus()
  field?.select()
}

export function focusIsIn(region: Region): boolean {
  return elementOf(region)?.contains(document.activeElement) ?? false
}

function elementOf(region: Region): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-region="${region}"]`)
}

/** Focuses what takes keys in the region (the list, the page), else the region itself. */
function focusIn(region: HTMLElement): void {
  const target = region.querySelector<HTMLElement>('[role="listbox"], [tabindex="0"]')
  target?.focus()
  if (!region.contains(document.activeElement)) region.focus()
}
