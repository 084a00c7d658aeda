import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { launchSimak } from '../app.ts'
import { copyApp, type Protection } from './app-copy.ts'
import { attackFiles } from './attack-files.ts'
import type { AttackPage } from './attack-pages.ts'
import { readArticles, type Readings } from './read-articles.ts'
import { type Attempts, tryAsScript } from './script-attempts.ts'
import { type Visits, visitPages } from './visit.ts'
import { nothingSeen, type Seen, watch } from './watch.ts'

/** The app's own pages: their address in Electron, and the one the stand-in serves it at. */
const OWN_PAGE = /^(?:simak:\/\/app|https:\/\/app\.simak\.invalid)\//

/** No step of the reading takes longer, on a busy machine either. */
const STEP_MS = 10_000

/** Cleaning stands whatever else is taken away, so the controls do without the first layer. */
const NOT_READ: Readings = { imported: 0, opened: 0 }

export type AppSeen = Seen & Visits & Readings & Attempts

/**
 * Attacks a copy of the app in three layers: hostile files are imported and read; the same pages are put in place of
 * the app's own, as if importer and sanitiser let everything through; and script tries to report home, as if the
 * policy let script run.
 */
export async function attackApp(
  root: string,
  pages: readonly AttackPage[],
  without: Protection | null,
): Promise<AppSeen> {
  const folder = mkdtempSync(path.join(tmpdir(), 'simak-hostile-'))
  const copy = path.join(folder, 'app')
  mkdirSync(copy)
  copyApp(root, copy, pages, without)
  const simak = await launchSimak({
    root: copy,
    library: path.join(folder, 'library'),
    userData: path.join(folder, 'data'),
  })
  const { app, page } = simak
  page.setDefaultTimeout(STEP_MS)
  const seen = nothingSeen()
  watch(page, (url) => OWN_PAGE.test(url), seen)
  await recordHandOvers(app)
  const readings = without === null ? await readArticles(page, attackFiles(pages)) : NOT_READ
  const show = (address: string): Promise<void> => showPage(app, address)
  const visits = await visitPages(
    page,
    pages.map(({ name }) => `simak://app/${name}.html`),
    show,
  )
  await show('simak://app/index.html')
  const attempts = await tryAsScript(page, pages)
  seen.escapes.push(...(await handOvers(app)))
  await simak.close()
  rmSync(folder, { recursive: true, force: true })
  return { ...seen, ...readings, ...visits, ...attempts }
}

/** Hostile pages may hold up their own loading for ever. */
const LOADING_MS = 1500

/** As the app itself would load a page: navigation by others is refused. */
async function showPage(app: ElectronApplication, address: string): Promise<void> {
  await app.evaluate(
    async ({ BrowserWindow }, { url, limit }) => {
      const [window] = BrowserWindow.getAllWindows()
      const loaded = window?.loadURL(url).catch(() => undefined)
      await Promise.race([loaded, new Promise((done) => setTimeout(done, limit))])
    },
    { url: address, limit: LOADING_MS },
  )
}

/** Nothing may be handed to the system either: where it is, this is what the desktop would have been given. */
async function recordHandOvers(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ shell }) => {
    const given: string[] = []
    const take = async (what: string): Promise<string> => {
      given.push(what)
      return ''
    }
    Object.assign(shell, { openExternal: take, openPath: take })
    Object.assign(globalThis, { handedOver: given })
  })
}

async function handOvers(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ BrowserWindow }) => {
    const given: unknown = Reflect.get(globalThis, 'handedOver')
    const windows = BrowserWindow.getAllWindows().length
    return [
      ...(Array.isArray(given) ? given.map((what) => `handed over ${String(what)}`) : ['hand-overs were not watched']),
      ...(windows === 1 ? [] : [`${windows} windows`]),
    ]
  })
}
