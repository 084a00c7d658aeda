import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './DropTarget.module.css'
import { droppedFiles } from './dropped-files.ts'
import { importDropped } from './import-actions.ts'

/** Takes files that are dropped anywhere on the window, and says so while they hover over it. */
export function DropTarget() {
  const { t } = useTranslation()
  if (!useFileDrop()) return null
  return (
    <div className={styles.overlay}>
      <p className={styles.title}>{t('library:drop.title')}</p>
      <p>{t('library:drop.text')}</p>
    </div>
  )
}

/** Are files over the window? */
function useFileDrop(): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // Every element entered is left again; the difference tells whether the pointer is still inside the window.
    let depth = 0
    const count = (event: DragEvent, step: number) => {
      if (!hasFiles(event)) return
      depth += step
      setOver(depth > 0)
    }
    const enter = (event: DragEvent) => count(event, 1)
    const leave = (event: DragEvent) => count(event, -1)
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      depth = 0
      setOver(false)
      if (event.dataTransfer !== null && hasFiles(event)) void importDropped(droppedFiles(event.dataTransfer.items))
    }
    const end = new AbortController()
    const { signal } = end
    window.addEventListener('dragenter', enter, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => end.abort()
  }, [])
  return isOver
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
