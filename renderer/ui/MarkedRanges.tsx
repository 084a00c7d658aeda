import { useLayoutEffect, useRef } from 'react'
import { markRanges } from './mark-text.ts'

export interface MarkedRangesProps {
  text: string
  /** UTF-16 offsets into the text, in order. */
  marks: readonly { start: number; end: number }[]
  className?: string | undefined
}

/** Text with exactly these places marked. React gives the element no children: mark.js rearranges them. */
export function MarkedRanges({ text, marks, className }: MarkedRangesProps) {
  const element = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (element.current === null) return
    element.current.textContent = text
    markRanges(element.current, marks)
  }, [text, marks])
  return <span ref={element} className={className} />
}
