import { isHeadless } from './browser-process.ts'
import { offered } from './offered.ts'

function show(): Promise<never> {
  return Promise.reject(new Error(`electron stand-in: no display; stub dialog in the spec ${isHeadless()}`))
}
export const dialog = offered('dialog', {
  showOpenDialog: show,
  showSaveDialog: show,
  showMessageBox: show,
  showErrorBox(title: string, content: string): void {
    console.error(`${title}: ${content}`)
  },
})
