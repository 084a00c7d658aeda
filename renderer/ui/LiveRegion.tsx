import { useEffect, useState, useSyncExternalStore } from 'react'
import { currentAnnouncement, onAnnouncement } from './announce.ts'
import styles from './LiveRegion.module.css'
import visuallyHidden from './visually-hidden.module.css'

/** Milliseconds that the status line stays; it only repeats what happened and asks for nothing. */
const SHOWN_FOR = 6000

/** The one place where announcements are said and shown. */
export function LiveRegion() {
  const { text, number, visible } = useSyncExternalStore(onAnnouncement, currentAnnouncement)
  const [faded, setFaded] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setFaded(number), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [number])
  const isShown = visible && text !== '' && faded !== number
  return (
    <>
      <div role="status" aria-live="polite" className={visuallyHidden.hidden}>
        {text === '' ? null : <span key={number}>{text}</span>}
      </div>
      {isShown ? (
        <div key={number} aria-hidden="true" className={styles.line}>
          {text}
        </div>
      ) : null}
    </>
  )
}
