import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { LibraryCondition } from '#shared/library-care.ts'
import { api } from '../api.ts'

interface ConditionState {
  condition: LibraryCondition
  /** How many of the notices the reader has put away. */
  seen: number
}

const NOTHING: LibraryCondition = { folder: null, readOnly: null, notices: [] }
const store = createStore<ConditionState>(() => ({ condition: NOTHING, seen: 0 }))

/** For the whole life of the window: how the library stands. */
export async function followCondition(): Promise<void> {
  api.on('library:condition', take)
  const reply = await api.call('library:condition', null)
  if (reply.ok) take(reply.value)
}

/** A library that was opened again begins with no notices. */
function take(condition: LibraryCondition): void {
  const seen = Math.min(store.getState().seen, condition.notices.length)
  store.setState({ condition, seen })
}

export function putNoticesAway(): void {
  store.setState(({ condition }) => ({ seen: condition.notices.length }))
}

/** React hook: renders again only when what `pick` answers changes. */
export function useCondition<T>(pick: (state: ConditionState) => T): T {
  return useStore(store, pick)
}
