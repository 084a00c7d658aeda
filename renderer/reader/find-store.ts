import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { EMPTY_QUERY, type FindQuery } from './find-query.ts'

/** What is looked for in the article; null while the bar is closed. `serial` counts the wishes to find. */
interface FindState {
  query: FindQuery | null
  last: FindQuery
  serial: number
}

const LONGEST_SELECTION = 200

const store = createStore<FindState>(() => ({ query: null, last: EMPTY_QUERY, serial: 0 }))

/** Opens the bar, or takes the reader back to it; what is selected is looked for. */
export function openFind(): void {
  const { query, last, serial } = store.getState()
  const selected = getSelection()?.toString().trim() ?? ''
  const text = selected !== '' && selected.length <= LONGEST_SELECTION ? selected : (query ?? last).text
  const next = { ...(query ?? last), text }
  store.setState({ query: next, last: next, serial: serial + 1 })
}

let takenSerial = 0

/**
 * Whether the reader has asked for the field since this was last asked. A bar that only comes back, since the article
 * is shown again, must not take the focus from where the reader is by now.
 */
export function takeFindWish(): boolean {
  const { serial } = store.getState()
  const isNew = serial !== takenSerial
  takenSerial = serial
  return isNew
}

export function changeFind(query: FindQuery): void {
  store.setState({ query, last: query })
}

export function closeFind(): void {
  store.setState({ query: null })
}

export function useFindState(): FindState {
  return useStore(store)
}
