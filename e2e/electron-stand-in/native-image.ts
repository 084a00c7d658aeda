import { readFileSync } from 'node:fs'
import { offered } from './offered.ts'

export interface Image {
  isEmpty(): boolean
  toPNG(): Buffer
  toDataURL(): string
}

function makeImage(bytes: Buffer): Image {
  return offered('NativeImage', {
    isEmpty: () => bytes.length === 0,
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
  })
}

export const nativeImage = offered('nativeImage', {
  createEmpty: (): Image => makeImage(Buffer.alloc(0)),
  /** As in Electron, a file that cannot be read makes an empty image. */
  createFromPath(path: string): Image {
    try {
      return makeImage(readFileSync(path))
    } catch {
      return makeImage(Buffer.alloc(0))
    }
  },
})
