import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/inter/wght-italic.css'
import '@fontsource-variable/literata/opsz.css'
import '@fontsource-variable/literata/opsz-italic.css'
import './ui/tokens.css'
import './ui/base.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { api } from './api.ts'
import { followCondition } from './care/condition-store.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { followExports } from './export/export-actions.ts'
import { followJumps } from './jumps.ts'
import { followImports } from './library/import-actions.ts'
import { refreshLibrary } from './library/library-actions.ts'
import { libraryStore } from './library/library-store.ts'
import { startSettings } from './settings/settings-store.ts'
import { loadCatalogues } from './ui/catalogues.ts'
import { failureMessage } from './ui/failure-message.ts'
import { setUpI18n } from './ui/i18n.ts'

/** Milliseconds of rest before a tooltip shows; from one to the next there is none. */
const TOOLTIP_DELAY = 500

async function start(container: HTMLElement): Promise<void> {
  const catalogues = loadCatalogues()
  const reply = await api.call('app:start', null)
  await setUpI18n(reply.ok ? reply.value.locale : 'en', catalogues)
  if (!reply.ok) throw new Error(failureMessage(reply.failure))
  const { settings, locale } = reply.value
  startSettings({ settings, locale })
  followImports()
  await followCondition()
  followExports()
  followJumps()
  const listed = libraryStore.listed()
  void refreshLibrary()
  await listed
  createRoot(container).render(
    <StrictMode>
      <ErrorBoundary>
        <CSPProvider disableStyleElements>
          <Tooltip.Provider delay={TOOLTIP_DELAY}>
            <App start={reply.value} />
          </Tooltip.Provider>
        </CSPProvider>
      </ErrorBoundary>
    </StrictMode>,
  )
  await api.call('app:ready', null)
}

const container = document.getElementById('root')
if (container !== null) {
  start(container).catch((error: unknown) => {
    // No component could be shown: the page itself says why.
    container.textContent = error instanceof Error ? error.message : String(error)
  })
}
