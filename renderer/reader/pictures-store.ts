import { createStore } from 'zustand/vanilla'

/** Whether the reader is asked about pictures that did not come with the open article. */
export const picturesRequest = createStore<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function openPictures(): void {
  picturesRequest.setState({ isOpen: true })
}

export function closePictures(): void {
  picturesRequest.setState({ isOpen: false })
}
