import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { isHeadless } from './browser-process.ts'
import type { CdpSession } from './cdp.ts'
import type { Listing, Question, Told } from './page/dialog-page.ts'
import { plainScript } from './page-scripts.ts'
import { screen } from './screen.ts'
import { state } from './state.ts'

const ADDRESS = 'https://dialog.invalid/'
const SHAPE = { width: 640, height: 480 }

/**
 * Shows a question in a small window of its own; null when it is closed or cancelled. Without a display it rejects,
 * because no one could answer.
 */
export async function askInWindow(question: Question): Promise<Told | null> {
  if (isHeadless()) throw new Error('electron stand-in: no display; stub dialog in the spec')
  const { targetId, session } = await state.browser.openPage(SHAPE)
  const answer = new Promise<Told | null>((done) => {
    state.browser.whenClosed(targetId, () => done(null))
    session.on('Runtime.bindingCalled', ({ payload }) => {
      // Written by page/dialog-page.ts.
      const told = JSON.parse(payload) as Told
      if (told.kind === 'look') call(session, 'dialogList', listFolder(told.folder, question))
      else done(told.kind === 'cancel' ? null : told)
    })
  })
  await place(targetId)
  await open(session, question)
  const told = await answer
  state.browser.closePage(targetId)
  return told
}

async function place(targetId: string): Promise<void> {
  const root = state.browser.process.connection.root
  const { windowId } = await root.send('Browser.getWindowForTarget', { targetId })
  const { x, y, width, height } = screen._centred({ x: 0, y: 0, ...SHAPE })
  await root.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y, width, height } })
}

async function open(session: CdpSession, question: Question): Promise<void> {
  serve(session)
  session.on('Page.loadEventFired', () => call(session, 'dialogShow', question))
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: 'dialogTell' }),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    session.send('Runtime.runIfWaitingForDebugger'),
  ])
  await session.send('Page.navigate', { url: ADDRESS })
}

function serve(session: CdpSession): void {
  session.on('Fetch.requestPaused', ({ requestId, request }) => {
    const isScript = request.url.endsWith('.js')
    const text = isScript
      ? plainScript(['dialog-page.ts'])
      : readFileSync(new URL('page/dialog.html', import.meta.url), 'utf8')
    session.sendQuietly('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'Content-Type', value: isScript ? 'text/javascript' : 'text/html' }],
      body: Buffer.from(text).toString('base64'),
    })
  })
}

function call(session: CdpSession, name: string, fact: object): void {
  session.sendQuietly('Runtime.evaluate', { expression: `${name}(${JSON.stringify(fact)})` })
}

/** A folder that cannot be read is shown empty. */
function listFolder(wanted: string, question: Question): Listing {
  const folder = resolve(wanted)
  const extensions = question.kind === 'message' ? [] : question.extensions
  const onlyFolders = question.kind === 'open' && question.folders
  const entries = names(folder)
    .map((name) => ({ name, path: join(folder, name), isFolder: isFolder(join(folder, name)) }))
    .filter(({ name, isFolder: inside }) => inside || (!onlyFolders && fits(name, extensions)))
    .toSorted((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.name.localeCompare(b.name))
  return { folder, parent: dirname(folder), entries }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch {
    return []
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function fits(name: string, extensions: readonly string[]): boolean {
  return (
    extensions.length === 0 || extensions.includes('*') || extensions.includes(extname(name).slice(1).toLowerCase())
  )
}
