import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { electronFolder, temporaryFolder } from './app.ts'

/** What preload.cjs of the fixture gives its page. */
interface Fixture {
  invoke(channel: string, value?: unknown): Promise<unknown>
  on(channel: string, listener: (value: unknown) => void): () => void
  double(n: number): number
  fail(): never
  rejectLater(): Promise<never>
  nested: { list: [number, { call(): string }] }
}

declare global {
  var fixture: Fixture
  var happened: string[]
}

const FIXTURE = join(import.meta.dirname, 'electron-stand-in/fixture')
test.skip(process.env['SIMAK_REAL_ELECTRON'] === '1', 'is about the stand-in')

let app: ElectronApplication
let page: Page
let userData: string

test.beforeEach(async () => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electronFolder()
  userData = temporaryFolder()
  app = await _electron.launch({ args: [FIXTURE, `--user-data-dir=${userData}`, 'file.txt'], colorScheme: null })
  page = await app.firstWindow()
  await page.locator('body[data-script]').waitFor()
})

test.afterEach(() => app.close())

const log = (): Promise<string[]> => app.evaluate(() => globalThis.happened)

/** Command lines of the processes that use this run's browser profile. */
function browserProcesses(): string[][] {
  const commands = readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')] : []
    } catch {
      return []
    }
  })
  return commands.filter((words) => words.some((word) => word.startsWith(`--user-data-dir=${userData}/`)))
}

test.describe('what is not offered is refused by name', () => {
  test('a call, an export, an event, an option', async () => {
    const said = await app.evaluate(({ app, BrowserWindow, net, shell }) => {
      const message = (act: () => unknown): string => {
        try {
          act()
          return 'done'
        } catch (error) {
          return String(error)
        }
      }
      return [
        message(() => app.setBadgeCount(1)),
        message(() => net.fetch('https://example.com/')),
        message(() => app.on('new-window-for-tab', () => undefined)),
        message(() => new BrowserWindow({ frame: false })),
        message(() => new BrowserWindow({ webPreferences: { nodeIntegration: true } })),
        message(() => shell.writeShortcutLink('a', { target: 'b' })),
      ]
    })
    expect(said).toHaveLength(6)
    for (const [index, what] of [
      'app.setBadgeCount',
      'net.fetch',
      "app.on('new-window-for-tab')",
      'BrowserWindow, option frame',
      'webPreferences.nodeIntegration = true',
      'shell.writeShortcutLink',
    ].entries()) {
      expect(said[index]).toBe(
        `NotOfferedError: electron stand-in: ${what} is not offered; see e2e/electron-stand-in/README.md`,
      )
    }
  })

  test('a dialog without a display, unless a spec answers for the reader', async () => {
    test.skip(process.env['SIMAK_E2E_HEADED'] !== undefined, 'there is a display, so the dialog opens')
    const unanswered = app.evaluate(({ dialog }) => dialog.showOpenDialog({}))
    await expect(unanswered).rejects.toThrow('no display; stub dialog in the spec')
    const answer = await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['a'] })
      return dialog.showOpenDialog({})
    })
    expect(answer.filePaths).toEqual(['a'])
  })
})

test('values cross the processes by structured clone, there, back and as events', async () => {
  const kinds = await page.evaluate(async () => {
    const value = {
      bytes: new Uint8Array([1, 255]),
      date: new Date(5),
      none: undefined,
      map: new Map([[1, new Set(['x'])]]),
    }
    const told = new Promise<unknown>((done) => {
      const stop = globalThis.fixture.on('told', (heard) => (stop(), done(heard)))
    })
    const copies = [await globalThis.fixture.invoke('echo', value), await told]
    return copies.map((copy) => {
      const { bytes, date, map } = copy as typeof value
      const set = map.get(1)
      return [
        bytes instanceof Uint8Array && bytes[1],
        date instanceof Date && date.getTime(),
        'none' in value,
        set?.has('x'),
      ]
    })
  })
  expect(kinds).toEqual([
    [255, 5, true, true],
    [255, 5, true, true],
  ])
})

test('errors cross as Electron words them', async () => {
  const message = (act: Promise<unknown>): Promise<string> => act.then(String, String)
  const invoke = (channel: string): Promise<string> =>
    message(page.evaluate((name) => globalThis.fixture.invoke(name), channel))
  expect(await invoke('fail')).toContain("Error invoking remote method 'fail': TypeError: refused")
  expect(await invoke('nobody')).toContain("Error: No handler registered for 'nobody'")
  const uncloneable = page.evaluate(() => globalThis.fixture.invoke('echo', () => 1))
  expect(await message(uncloneable)).toContain('An object could not be cloned.')
})

test('the preload runs in a world of its own and reaches the page through the bridge alone', async () => {
  const seen = await page.evaluate(async () => {
    const { double, fail, rejectLater, nested } = globalThis.fixture
    const caught = (act: () => unknown): unknown[] => {
      try {
        return [act()]
      } catch (error) {
        return [error instanceof RangeError, error instanceof Error && error.message]
      }
    }
    const rejected = await rejectLater().catch((error: unknown) => error instanceof TypeError && error.message)
    const hidden = ['require', 'process', 'ipcRenderer', 'module', 'electronStandInSend', 'electronStandInReceive']
    return {
      visible: hidden.filter((name) => name in globalThis),
      values: [double(4), nested.list[1].call(), Object.isFrozen(globalThis.fixture), rejected],
      thrown: caught(() => fail()),
    }
  })
  expect(seen).toEqual({ visible: [], values: [8, 'deep', true, 'later'], thrown: [true, 'too far'] })
})

test("the app's switches are on Chromium's command line, and its arguments in argv", async () => {
  const [command] = browserProcesses().filter((words) => !words.some((word) => word.startsWith('--type=')))
  expect(command).toContain('--host-resolver-rules=MAP * ~NOTFOUND')
  expect(await app.evaluate(() => process.argv.slice(1))).toEqual([FIXTURE, `--user-data-dir=${userData}`, 'file.txt'])
})

test('a custom scheme is served with its policy, and main knows it by its own address', async () => {
  const facts = await page.evaluate(() => ({
    widths: [...document.images].map((image) => [image.id, image.naturalWidth]),
    inline: document.body.dataset['inline'],
    script: document.body.dataset['script'],
    secure: isSecureContext,
    size: [innerWidth, innerHeight],
  }))
  const widths = [
    ['literal', 30],
    ['same', 30],
    ['remote', 0],
  ]
  expect(facts).toEqual({ widths, script: 'ran', secure: true, size: [1000, 700] })
  const sender = await page.evaluate(() => globalThis.fixture.invoke('sender'))
  expect(sender).toEqual(['fixture://app/index.html', 'fixture://app', null])
})

test('a navigation and a new window are put before the app, which refuses them', async () => {
  await page.getByText('away').click()
  await page.getByText('new').click()
  await expect.poll(log).toEqual(['navigate https://example.com/away', 'open https://example.com/new'])
  await expect.poll(() => app.windows().length).toBe(1)
  await expect(page.locator('h1')).toHaveText('Fixture')
})

test('a second process hands its command line to the first and leaves', async () => {
  const executable = join(electronFolder(), 'electron')
  const second = spawnSync(executable, [FIXTURE, `--user-data-dir=${userData}`, 'other.txt'], { timeout: 10_000 })
  expect(second.status).toBe(0)
  await expect.poll(log).toEqual(['second other.txt'])
})

test("a menu item's keys work unless the page has taken them", async () => {
  await page.keyboard.press('Control+o')
  await expect.poll(log).toEqual(['import'])
  await page.evaluate(() => window.addEventListener('keydown', (event) => event.preventDefault()))
  await page.keyboard.press('Control+o')
  await page.evaluate(() => globalThis.fixture.invoke('echo'))
  expect(await log()).toEqual(['import'])
})

test('the clipboard is one for the main process and the page', async () => {
  const field = page.getByLabel('field')
  await app.evaluate(({ clipboard }) => clipboard.writeText('from main'))
  // Chromium's clipboard follows the main process a moment later, by another way than keys.
  await expect(async () => {
    await field.fill('')
    await page.keyboard.press('Control+v')
    await expect(field).toHaveValue('from main', { timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await field.fill('from the page')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('from the page')
})

test('the theme of the app is what the page prefers', async () => {
  const isDark = (): Promise<boolean> => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  expect(await isDark()).toBe(false)
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark'
  })
  await expect.poll(isDark).toBe(true)
})

test('Chromium dies with the main process and leaves nothing behind when it quits', async () => {
  expect(browserProcesses()).not.toEqual([])
  const main = app.process()
  const ended = once(main, 'exit')
  main.kill('SIGKILL')
  await ended
  await expect.poll(() => browserProcesses().length).toBe(0)
  app = await _electron.launch({ args: [FIXTURE, `--user-data-dir=${userData}`] })
  await app.firstWindow()
  await app.close()
  expect(readdirSync(userData).filter((name) => name.startsWith('chromium-profile'))).toEqual([])
  expect(existsSync(userData)).toBe(true)
})
