import styles from './App.module.css'
import { AnnotationsPanel } from './annotations/AnnotationsPanel.tsx'
import type { Panels } from './panels.ts'
import { focusIsIn } from './regions.ts'
import { useShortcuts } from './ui/shortcuts.ts'

export interface AnnotationsRegionProps {
  panels: Panels
  searchWords: readonly string[]
}

/** Beside the article, or above it in a narrow window, where Escape folds it away. */
export function AnnotationsRegion({ panels, searchWords }: AnnotationsRegionProps) {
  useShortcuts([
    {
      id: 'app.foldAnnotations',
      keys: ['Escape'],
      message: 'app:shortcut.foldAnnotations',
      when: () => panels.narrow && focusIsIn('annotations'),
      run: panels.hideAnnotations,
    },
  ])
  return (
    <div data-region="annotations" tabIndex={-1} className={panels.narrow ? styles.floating : styles.annotations}>
      <AnnotationsPanel searchWords={searchWords} />
    </div>
  )
}
