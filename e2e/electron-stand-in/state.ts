import { EventEmitter } from 'node:events'
import type { Browser } from './browser.ts'
import { CommandLine } from './command-line.ts'

/** What the parts of the stand-in share. One per process, as in Electron. */
class State {
  readonly commandLine = new CommandLine(process.argv.slice(1))
  /** 'contents' (a WebContents was made), 'window' (a window was made), 'empty' (the last window has gone), 'key'. */
  readonly events = new EventEmitter()
  ready = false
  quitting = false
  #browser: Browser | null = null

  get browser(): Browser {
    if (!this.#browser) throw new Error('electron stand-in: the browser is not running yet')
    return this.#browser
  }

  set browser(browser: Browser) {
    this.#browser = browser
  }

  /** The browser, if it runs. */
  get running(): Browser | null {
    return this.#browser
  }
}

export const state = new State()
