import type { Bridge } from '#shared/ipc-contract.ts'

declare global {
  interface Window {
    readonly simak: Bridge
  }
}

/** The only way from the renderer to the main process. */
export const api: Bridge = window.simak
