import { useLayoutEffect, useRef } from 'react'
import { markText } from './mark-text.ts'

export interface MarkedTextProps {
  text: string
  /** Each is marked wherever it occurs, also inside words. */
  words: readonly string[]
  className?: string | undefined
}

/** Text with the words of a search marked. React gives the element no children: mark.js rearranges them. */
export function MarkedText({ text, words, className }: MarkedTextProps) {
  const element = useRef<HTMLSpanElement>(null)
  const wordKey = words.join('\n')
  useLayoutEffect(() => {
    if (element.current === null) return
    element.current.textContent = text
    markText(element.current, wordKey === '' ? [] : wordKey.split('\n'))
  }, [text, wordKey])
  return <span ref={element} className={className} />
}
