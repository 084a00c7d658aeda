import { app, shell } from 'electron'
import type { StartState } from '#shared/ipc-contract.ts'
import { fail, ok } from '#shared/result.ts'
import { articleHandlers } from './article-handlers.ts'
import { careHandlers } from './care-handlers.ts'
import { exportAnnotations } from './export-annotations.ts'
import { exportHandlers } from './export-handlers.ts'
import { fetchHandlers } from './fetch-handlers.ts'
import { importHandlers, type Imports } from './import-handlers.ts'
import type { Handlers } from './ipc.ts'
import { searchHandlers, withSearchUpdates } from './search-handlers.ts'
import type { Services } from './services.ts'
import { versionHandlers } from './version-handlers.ts'
import { isWebAddress } from './web-address.ts'

/** Answers to every call of the contract. */
export function makeHandlers(services: Services, imports: Imports, ready: () => void): Handlers {
  const handlers: Handlers = {
    ...articleHandlers(services),
    'annotation:export': (request) => exportAnnotations(services, request),
    ...careHandlers(services),
    ...exportHandlers(services),
    ...importHandlers(services, imports),
    ...fetchHandlers(services, imports),
    ...searchHandlers(services),
    ...versionHandlers(services),
    'app:start': async () => ok(await startState(services)),
    'app:ready': () => {
      ready()
      return ok(null)
    },
    'settings:change': async (part) => {
      const named = [part.export?.folder, part.export?.kept?.folder].filter((folder) => typeof folder === 'string')
      if (!named.every((folder) => services.folders.has(folder))) {
        return fail({ code: 'bad-request', channel: 'settings:change', reason: 'folder' })
      }
      const settings = await services.settings.change(part)
      services.applySettings()
      return ok({ settings, locale: services.locale() })
    },
    'link:open': async ({ url }) => {
      if (!isWebAddress(url)) return fail({ code: 'link-refused', url })
      await shell.openExternal(url)
      return ok(null)
    },
  }
  return withSearchUpdates(handlers, services)
}

async function startState(services: Services): Promise<StartState> {
  const opened = await services.opened
  return {
    settings: services.settings.get(),
    locale: services.locale(),
    version: app.getVersion(),
    platform: platformName(),
    libraryFolder: services.host.place,
    trouble: opened.ok ? null : opened.failure,
  }
}

function platformName(): StartState['platform'] {
  if (process.platform === 'darwin') return 'mac'
  return process.platform === 'win32' ? 'windows' : 'linux'
}
