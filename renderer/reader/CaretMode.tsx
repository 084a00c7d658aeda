import i18next from 'i18next'
import { useEffect, useRef } from 'react'
import { annotationsStore } from '../annotations/annotations-store.ts'
import { colourName } from '../ui/colour-names.ts'
import { announce } from '../ui/announce.ts'
import type { ArticlePage } from './article-page.ts'
import { Caret } from './caret.ts'
import { isAtArticle } from './keyboard-focus.ts'
import styles from './CaretMode.module.css'

/** A visible caret in the article while it is mounted. Must stand in the scroller's positioned content. */
export function CaretMode({ page }: { page: ArticlePage }) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current === null) return undefined
    const caret = new Caret(page, element.current, highlightSayer(page))
    const press = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && isAtArticle(page) && caret.press(event)) event.preventDefault()
    }
    const draw = () => caret.draw()
    const enter = ({ target }: FocusEvent) => {
      if (target === page.scroller) caret.comeBack()
    }
    caret.begin()
    const resized = new ResizeObserver(draw)
    resized.observe(page.host)
    document.addEventListener('keydown', press)
    document.addEventListener('selectionchange', draw)
    page.scroller.addEventListener('focusin', enter)
    return () => {
      resized.disconnect()
      document.removeEventListener('keydown', press)
      document.removeEventListener('selectionchange', draw)
      page.scroller.removeEventListener('focusin', enter)
    }
  }, [page])
  return <div ref={element} aria-hidden="true" hidden className={styles.caret} />
}

/** Says a highlight when the caret comes into it; painted highlights are silent. */
function highlightSayer(page: ArticlePage): (offset: number) => void {
  let said: string | undefined
  return (offset) => {
    const [id] = page.highlighter.at(offset)
    const entered = id !== undefined && id !== said
    said = id
    const colour = entered ? annotationsStore.find(id)?.annotation.colour : undefined
    if (colour === undefined) return
    announce(i18next.t('reader:caret.inHighlight', { colour: colourName(colour) }), { visible: false })
  }
}
