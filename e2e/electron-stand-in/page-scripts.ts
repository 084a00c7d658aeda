import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

export const ISOLATED_WORLD = 'Electron Isolated Context'
export const SEND = 'electronStandInSend'
export const RECEIVE = 'electronStandInReceive'

/** The files in page/ as one classic script: types stripped, imports and exports taken off, in a scope of its own. */
function bundle(files: readonly string[], ending: string): string {
  const parts = files.map((file) => {
    const source = readFileSync(new URL(`page/${file}`, import.meta.url), 'utf8')
    return stripTypeScriptTypes(source)
      .replace(/^import .*$/gm, '')
      .replace(/^export /gm, '')
  })
  return `(() => {\n${parts.join('\n')}\n${ending}\n})()`
}

/** One page's own script, in no isolated world. */
export const plainScript = (files: readonly string[]): string => bundle(files, '')

let parts: { main: string; isolated: string } | null = null

/** Scripts for `Page.addScriptToEvaluateOnNewDocument`, in this order. */
export function pageScripts(preload: string | null): { main: string; isolated: string } {
  parts ??= {
    main: bundle(['bridge-values.ts', 'main-world.ts'], ''),
    isolated: bundle(
      ['bridge-values.ts', 'codec.ts', 'watch-page.ts', 'isolated-world.ts'],
      'startIsolatedWorld(PRELOAD, VERSIONS)',
    ),
  }
  const wrapped = preload === null ? 'null' : `function (require, process, module, exports) {\n${preload}\n}`
  return {
    main: parts.main,
    // Function replacements, as a preload may hold `$&`.
    isolated: parts.isolated.replace(
      'PRELOAD, VERSIONS',
      () => `${wrapped}, ${JSON.stringify({ electron: process.versions['electron'] })}`,
    ),
  }
}
