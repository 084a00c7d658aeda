import { useEffect } from 'react'
import { useShortcuts } from '../ui/shortcuts.ts'
import type { ArticlePage } from './article-page.ts'

/** Prints the open article as it reads: all of its text with all highlights, in the light theme. */
export function usePrinting(page: ArticlePage | null): void {
  useShortcuts([
    {
      id: 'reader.print',
      keys: ['mod+p'],
      message: 'reader:shortcut.print',
      when: () => page !== null,
      run: () => window.print(),
    },
  ])
  useEffect(() => {
    if (page === null) return undefined
    const { dataset } = document.documentElement
    let theme: string | undefined
    const before = (): void => {
      theme = dataset['theme']
      dataset['theme'] = 'light'
      page.beforePrint()
    }
    const after = (): void => {
      if (theme === undefined) delete dataset['theme']
      else dataset['theme'] = theme
      page.afterPrint()
    }
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [page])
}
