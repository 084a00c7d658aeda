import { type Rectangle, screen } from './screen.ts'
import { state } from './state.ts'

type Shape = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

interface Wanted {
  width?: number
  height?: number
  x?: number
  y?: number
  minWidth?: number
  minHeight?: number
}

interface Noticed {
  x: number
  y: number
  outer: [number, number]
  inner: [number, number]
}

const EVENTS: Record<Shape, string> = {
  normal: '',
  minimized: 'minimize',
  maximized: 'maximize',
  fullscreen: 'enter-full-screen',
}
const LEAVING: Record<Shape, string> = {
  normal: '',
  minimized: 'restore',
  maximized: 'unmaximize',
  fullscreen: 'leave-full-screen',
}

/**
 * Size, place and state of a window. Electron answers at once, so they are kept here and brought to Chromium. Where
 * there is no display the page gets the window's whole size, because tabs and address bar of a headless Chromium are
 * nothing that anybody sees.
 */
export class WindowShape {
  readonly #emit: (event: string) => void
  readonly #least: { width: number; height: number }
  #normal: Rectangle
  #now: Rectangle
  #shape: Shape = 'normal'
  #windowId: number | null = null

  constructor(wanted: Wanted, emit: (event: string) => void) {
    this.#emit = emit
    this.#least = { width: wanted.minWidth ?? 0, height: wanted.minHeight ?? 0 }
    const { width = 800, height = 600 } = wanted
    const centred = screen._centred(this.#atLeast({ x: 0, y: 0, width, height }))
    this.#normal = { ...centred, x: wanted.x ?? centred.x, y: wanted.y ?? centred.y }
    this.#now = this.#normal
  }

  async attach(targetId: string): Promise<void> {
    const root = state.browser.process.connection.root
    const { windowId } = await root.send('Browser.getWindowForTarget', { targetId })
    this.#windowId = windowId
    if (this.#shape === 'normal') this.#push()
    else this.#pushShape()
  }

  is(shape: Shape): boolean {
    return this.#shape === shape
  }

  set(shape: Shape): void {
    if (shape === this.#shape) return
    const before = this.#shape
    this.#shape = shape
    this.#pushShape()
    if (LEAVING[before]) this.#emit(LEAVING[before])
    if (EVENTS[shape]) this.#emit(EVENTS[shape])
  }

  getBounds(): Rectangle {
    return { ...this.#now }
  }

  getNormalBounds(): Rectangle {
    return { ...this.#normal }
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#normal
    this.#normal = this.#atLeast({ ...before, ...bounds })
    if (this.#shape !== 'normal') return
    this.#now = this.#normal
    this.#push()
    this.#tellChange(before, this.#now)
  }

  /** What the page measured. */
  noticed({ x, y, outer, inner }: Noticed): void {
    const [width, height] = state.browser.process.headless ? inner : outer
    const place = state.browser.process.headless ? { x: this.#now.x, y: this.#now.y } : { x, y }
    const before = this.#now
    this.#now = { ...place, width, height }
    if (this.#shape === 'normal') this.#normal = this.#now
    this.#tellChange(before, this.#now)
  }

  #atLeast(bounds: Rectangle): Rectangle {
    return {
      ...bounds,
      width: Math.max(bounds.width, this.#least.width),
      height: Math.max(bounds.height, this.#least.height),
    }
  }

  #tellChange(before: Rectangle, after: Rectangle): void {
    if (before.width !== after.width || before.height !== after.height) {
      this.#emit('resize')
      this.#emit('resized')
    }
    if (before.x !== after.x || before.y !== after.y) {
      this.#emit('move')
      this.#emit('moved')
    }
  }

  #push(): void {
    const windowId = this.#windowId
    if (windowId === null) return
    const { root } = state.browser.process.connection
    const { x, y, width, height } = this.#normal
    if (state.browser.process.headless) root.sendQuietly('Browser.setContentsSize', { windowId, width, height })
    else root.sendQuietly('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } })
  }

  #pushShape(): void {
    const windowId = this.#windowId
    if (windowId === null) return
    const { root } = state.browser.process.connection
    root.sendQuietly('Browser.setWindowBounds', { windowId, bounds: { windowState: this.#shape } })
    if (this.#shape === 'normal') this.#push()
  }
}
