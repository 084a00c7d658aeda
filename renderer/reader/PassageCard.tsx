import { Popover } from '@base-ui/react/popover'
import { ChevronRight, X } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AnnotationEditor } from '../annotations/AnnotationEditor.tsx'
import { annotationsStore, type OpenCard, useAnnotations } from '../annotations/annotations-store.ts'
import { isPainted } from '../annotations/document-order.ts'
import floating from '../ui/floating.module.css'
import { IconButton } from '../ui/IconButton.tsx'
import type { ArticlePage } from './article-page.ts'
import styles from './PassageCard.module.css'
import type { Span } from './text-map.ts'

/** CSS pixels, as in PassageCard.module.css. */
const CARD_WIDTH = 360

/** The card of one highlight, beside its passage. */
export function PassageCard({ page, words }: { page: ArticlePage; words: readonly string[] }) {
  const card = useAnnotations((state) => state.card)
  const placed = useAnnotations(() => (card === null ? undefined : annotationsStore.find(card.id)))
  if (card === null || card.place !== 'passage' || placed === undefined || !isPainted(placed)) return null
  return <OpenPassageCard key={card.id} page={page} words={words} card={card} placed={placed} />
}

interface OpenPassageCardProps {
  page: ArticlePage
  words: readonly string[]
  card: OpenCard
  placed: Parameters<typeof AnnotationEditor>[0]['placed'] & { anchor: Span }
}

function OpenPassageCard({ page, words, card, placed }: OpenPassageCardProps) {
  const { t } = useTranslation()
  const popup = useRef<HTMLDivElement>(null)
  const { start, end } = placed.anchor
  const anchor = useMemo(
    () => ({
      contextElement: page.host,
      getBoundingClientRect: () => withinColumn(page, lastVisibleBox(page, { start, end })),
    }),
    [page, start, end],
  )
  const close = () => annotationsStore.closeCard()
  return (
    <Popover.Root open onOpenChange={(next) => (next ? undefined : close())}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className={floating.positioner}
        >
          <Popover.Popup
            ref={popup}
            aria-label={t('reader:card.label')}
            className={`${floating.popup} ${styles.card}`}
            initialFocus={card.wanted === 'card' ? popup : false}
            finalFocus={() => page.scroller}
            data-annotation-card=""
          >
            <AnnotationEditor
              placed={placed}
              words={words}
              wanted={card.wanted}
              onClose={close}
              end={<CardEnd card={card} onClose={close} />}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Where several highlights stand on the passage, each is reached in turn. */
function CardEnd({ card, onClose }: { card: OpenCard; onClose(): void }) {
  const { t } = useTranslation()
  const { among, id } = card
  const at = among.indexOf(id)
  const next = among[(at + 1) % among.length]
  const showNext = () => {
    if (next !== undefined) annotationsStore.openCard({ ...card, id: next, wanted: 'card' })
  }
  return (
    <>
      {among.length > 1 ? (
        <span className={styles.among}>
          {t('reader:card.position', { number: at + 1, count: among.length })}
          <IconButton
            label={t('reader:card.next')}
            icon={<ChevronRight size={18} aria-hidden="true" />}
            onClick={showNext}
          />
        </span>
      ) : null}
      <IconButton label={t('app:close')} icon={<X size={18} aria-hidden="true" />} onClick={onClose} />
    </>
  )
}

/** Moves a line's box so that a card that begins with it stays in the text's column. */
function withinColumn(page: ArticlePage, line: DOMRect): DOMRect {
  const column = page.host.getBoundingClientRect()
  const left = Math.max(column.left, Math.min(line.left, column.right - CARD_WIDTH))
  return new DOMRect(left, line.top, line.width, line.height)
}

/** The last line of the passage that can be seen: below it the card hides nothing of the passage. */
function lastVisibleBox(page: ArticlePage, span: Span): DOMRect {
  const view = page.scroller.getBoundingClientRect()
  const boxes = [...(page.rangeOf(span)?.getClientRects() ?? [])]
  const visible = boxes.findLast((box) => box.top < view.bottom && box.bottom > view.top && box.width > 0)
  return visible ?? boxes.at(-1) ?? view
}
