import { spawnSync } from 'node:child_process'
import { OfferedEmitter } from './offered.ts'

export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface Display {
  id: number
  bounds: Rectangle
  workArea: Rectangle
  size: { width: number; height: number }
  workAreaSize: { width: number; height: number }
  scaleFactor: number
  rotation: number
  internal: boolean
}

/** The X display's size, null where no tool can tell it. */
function measure(): { width: number; height: number } | null {
  const asked = process.env['DISPLAY'] === undefined ? '' : spawnSync('xdpyinfo', { encoding: 'utf8' }).stdout
  const [, width, height] = /dimensions:\s+(\d+)x(\d+)/.exec(asked ?? '') ?? []
  return width === undefined ? null : { width: Number(width), height: Number(height) }
}

/** One display. */
export class Screen extends OfferedEmitter {
  #display: Display | null = null
  #isGuessed = false

  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed'])
  }

  getPrimaryDisplay(): Display {
    if (this.#display !== null) return this.#display
    const measured = measure()
    this.#isGuessed = measured === null
    const size = measured ?? { width: 1920, height: 1080 }
    const bounds = { x: 0, y: 0, ...size }
    this.#display = {
      id: 1,
      bounds,
      workArea: bounds,
      size,
      workAreaSize: size,
      scaleFactor: 1,
      rotation: 0,
      internal: false,
    }
    return this.#display
  }

  getAllDisplays(): Display[] {
    return [this.getPrimaryDisplay()]
  }

  getDisplayMatching(_rectangle: Rectangle): Display {
    return this.getPrimaryDisplay()
  }

  getDisplayNearestPoint(_point: { x: number; y: number }): Display {
    return this.getPrimaryDisplay()
  }

  /** As Electron places a window that asks for no place; in the corner where the size of the display is a guess. */
  _centred(bounds: Rectangle): Rectangle {
    const { width, height } = this.getPrimaryDisplay().size
    if (this.#isGuessed) return { ...bounds, x: 0, y: 0 }
    return {
      ...bounds,
      x: Math.max(0, Math.round((width - bounds.width) / 2)),
      y: Math.max(0, Math.round((height - bounds.height) / 2)),
    }
  }
}

export const screen = new Screen()
