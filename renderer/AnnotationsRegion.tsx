import type { RefObject } from 'react'
import styles from './App.module.css'
import { AnnotationsPanel } from './annotations/AnnotationsPanel.tsx'
import type { Panels } from './panels.ts'
import { useShortcuts } from './ui/shortcuts.ts'

export interface AnnotationsRegionProps {
  panels: Panels
  region: RefObject<HTMLDivElement | null>
  searchWords: readonly string[]
}

/** Beside the article, or above it in a narrow window, where Escape folds it away. */
export function AnnotationsRegion({ panels, region, searchWords }: AnnotationsRegionProps) {
  useShortcuts([
    {
      id: 'app.foldAnnotations',
      keys: ['Escape'],
      message: 'app:shortcut.foldAnnotations',
      when: () => panels.narrow && region.current?.contains(document.activeElement) === true,
      run: panels.hideAnnotations,
    },
  ])
  return (
    <div ref={region} tabIndex={-1} className={panels.narrow ? styles.floating : styles.annotations}>
      <AnnotationsPanel searchWords={searchWords} />
    </div>
  )
}
