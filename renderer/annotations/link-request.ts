import { createStore } from 'zustand/vanilla'

/** The address the reader pressed on and has not decided about; links never lead anywhere by themselves. */
export const linkRequest = createStore<{ address: string | null }>(() => ({ address: null }))

export function requestLink(address: string): void {
  linkRequest.setState({ address })
}
