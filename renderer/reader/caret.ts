import type { ArticlePage } from './article-page.ts'
import { type CaretMove, caretMove, paragraphStart } from './caret-keys.ts'

/** A caret in text that cannot be edited: the document's selection, moved by keys and drawn by ourselves. */
export class Caret {
  private readonly page: ArticlePage
  private readonly element: HTMLElement
  private readonly onMove: (offset: number) => void
  /** Where it was last: a text field takes the document's selection away from the article. */
  private last: { node: Node; offset: number } | null = null

  /**
   * @param element the drawn caret, positioned in the scroller's content
   * @param onMove called with the article text offset of the caret
   */
  constructor(page: ArticlePage, element: HTMLElement, onMove: (offset: number) => void) {
    this.page = page
    this.element = element
    this.onMove = onMove
  }

  /** Begins at the selection, or at the first visible paragraph. */
  begin(): void {
    this.comeBack()
    this.page.scroller.focus({ preventScroll: true })
    this.draw()
  }

  /** Puts the selection back where the caret was, after the keyboard was in a field. */
  comeBack(): void {
    const selection = getSelection()
    if (selection === null || this.holdsFocus(selection)) return
    const { last } = this
    if (last !== null && this.page.host.contains(last.node)) selection.collapse(last.node, last.offset)
    else this.goTo(this.page.firstVisible(), false)
  }

  /** Moves by a key press; false where the key is not for the caret. */
  press(event: KeyboardEvent): boolean {
    const move = caretMove(event)
    if (move === null) return false
    this.comeBack()
    this.move(move, event.shiftKey)
    return true
  }

  /** Puts the drawn caret where the selection's focus is. */
  draw(): void {
    const box = this.box()
    this.element.hidden = box === null
    if (box === null) return
    this.remember()
    const origin = this.element.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0 }
    this.element.style.transform = `translate(${box.left - origin.left}px, ${box.top - origin.top}px)`
    this.element.style.height = `${box.height}px`
  }

  private move(move: CaretMove, extend: boolean): void {
    const selection = getSelection()
    if (selection === null) return
    const before = { node: selection.focusNode, offset: selection.focusOffset }
    switch (move.kind) {
      case 'modify':
        selection.modify(extend ? 'extend' : 'move', move.direction, move.granularity)
        break
      case 'paragraph':
        this.moveParagraph(selection, move.direction, extend)
        break
      case 'page':
        this.movePage(selection, move.direction, extend)
        break
      case 'edge':
        this.goTo(move.edge === 'start' ? 0 : this.page.map.text.length, extend)
        break
    }
    // The caret belongs to the article: a move out of it is taken back.
    if (!this.holdsFocus(selection) && before.node !== null) setFocus(selection, before.node, before.offset, extend)
    this.show()
    this.draw()
    if (selection.focusNode !== null)
      this.onMove(this.page.map.fromDomPosition(selection.focusNode, selection.focusOffset))
  }

  private moveParagraph(selection: Selection, direction: 1 | -1, extend: boolean): void {
    if (selection.focusNode === null) return
    const { map } = this.page
    const offset = map.fromDomPosition(selection.focusNode, selection.focusOffset)
    this.goTo(paragraphStart(map.content.blocks, map.text.length, offset, direction), extend)
  }

  private movePage(selection: Selection, direction: 1 | -1, extend: boolean): void {
    const line = this.box()?.height ?? 24
    const lines = Math.max(1, Math.floor((this.page.scroller.clientHeight * 0.8) / (line * 1.4)))
    const way = direction === 1 ? 'forward' : 'backward'
    for (let moved = 0; moved < lines; moved++) selection.modify(extend ? 'extend' : 'move', way, 'line')
  }

  private goTo(offset: number, extend: boolean): void {
    const { map } = this.page
    const selection = getSelection()
    const after = map.toDomRange(offset, map.text.length)
    const before = map.toDomRange(0, offset)
    if (selection === null) return
    if (after !== null) setFocus(selection, after.startNode, after.startOffset, extend)
    else if (before !== null) setFocus(selection, before.endNode, before.endOffset, extend)
  }

  private holdsFocus(selection: Selection): boolean {
    return selection.focusNode !== null && this.page.host.contains(selection.focusNode)
  }

  private show(): void {
    const box = this.box()
    const view = this.page.scroller.getBoundingClientRect()
    if (box === null) return
    const margin = box.height * 2
    const bottom = box.top + box.height
    if (box.top < view.top + margin) this.page.scroller.scrollTop += box.top - view.top - margin
    else if (bottom > view.bottom - margin) this.page.scroller.scrollTop += bottom - view.bottom + margin
  }

  private remember(): void {
    const { focusNode, focusOffset } = getSelection() ?? { focusNode: null, focusOffset: 0 }
    if (focusNode !== null) this.last = { node: focusNode, offset: focusOffset }
  }

  private box(): { left: number; top: number; height: number } | null {
    const selection = getSelection()
    if (selection === null || selection.focusNode === null || !this.holdsFocus(selection)) return null
    const range = document.createRange()
    range.setStart(selection.focusNode, selection.focusOffset)
    const own = range.getClientRects()[0]
    if (own !== undefined && own.height > 0) return own
    return this.neighbourBox(this.page.map.fromDomPosition(selection.focusNode, selection.focusOffset))
  }

  /** A collapsed range has no box at some edges; then the text beside it has. */
  private neighbourBox(offset: number): { left: number; top: number; height: number } | null {
    const next = this.page.rangeOf({ start: offset, end: offset + 1 })?.getClientRects()[0]
    if (next !== undefined) return { left: next.left, top: next.top, height: next.height }
    const last = this.page.rangeOf({ start: offset - 1, end: offset })?.getClientRects()[0]
    return last === undefined ? null : { left: last.right, top: last.top, height: last.height }
  }
}

function setFocus(selection: Selection, node: Node, offset: number, extend: boolean): void {
  if (extend && selection.anchorNode !== null) selection.extend(node, offset)
  else selection.collapse(node, offset)
}
