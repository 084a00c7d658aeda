export interface Announcement {
  text: string
  /** Counts announcements, so that the same text twice is news twice. */
  number: number
  /** Also shown in the status line, not only said to screen readers. */
  visible: boolean
}

let current: Announcement = { text: '', number: 0, visible: false }
const listeners = new Set<() => void>()

/** Says something that asks for nothing: "Undone: note deleted". `text` is in the reader's language. */
export function announce(text: string, options: { visible?: boolean } = {}): void {
  current = { text, number: current.number + 1, visible: options.visible ?? true }
  for (const listener of listeners) listener()
}

export function currentAnnouncement(): Announcement {
  return current
}

export function onAnnouncement(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
