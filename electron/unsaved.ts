import { app, type BrowserWindow, dialog } from 'electron'
import type { Services } from './services.ts'

/** Before a window closes over changes that cannot be written, they are tried once more and the reader is asked. */
export function warnOfUnsaved(window: BrowserWindow, { host, messages }: Services): void {
  let quitting = false
  let decided = false
  app.on('before-quit', () => {
    quitting = true
  })
  window.on('close', (event) => {
    if (decided || host.unsaved === null) return
    event.preventDefault()
    void (async () => {
      await host.flush()
      const { unsaved } = host
      if (unsaved !== null && !(await confirmLoss(window, messages().t, fileOf(unsaved)))) {
        quitting = false
        return
      }
      decided = true
      if (quitting) app.quit()
      else window.close()
    })()
  })
}

type Translate = ReturnType<Services['messages']>['t']

async function confirmLoss(window: BrowserWindow, t: Translate, file: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: t('main:unsaved.message'),
    detail: t('main:unsaved.detail', { file }),
    buttons: [t('main:unsaved.stay'), t('main:unsaved.quit')],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}

function fileOf(failure: { code: string }): string {
  return 'file' in failure ? String(failure.file) : failure.code
}
