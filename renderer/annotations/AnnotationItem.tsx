import { ClipboardCopy, Pencil, Trash2, X } from 'lucide-react'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { noteOf, quoteOf, tagsOf } from '#shared/annotation.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Swatch } from '../ui/Swatch.tsx'
import { AnchorState } from './AnchorState.tsx'
import { AnnotationEditor } from './AnnotationEditor.tsx'
import styles from './AnnotationItem.module.css'
import { annotationsStore, useAnnotations } from './annotations-store.ts'
import { useColourNames } from '../ui/colour-names.ts'
import { copyAnnotations } from './copy-annotations.ts'
import { deleteAnnotation } from './delete-annotation.ts'
import { DoubtChoices, DoubtHint } from './DoubtChoices.tsx'
import { isPainted, type PlacedAnnotation } from './document-order.ts'
import { NoteText } from './NoteText.tsx'

export interface AnnotationItemProps {
  placed: PlacedAnnotation
  words: readonly string[]
  isActive: boolean
  /** What of it is being edited here, null where nothing is. */
  editing: 'card' | 'note' | 'tags' | null
  /** Only one item of the list is a stop of the Tab key, with its buttons. */
  isTabStop: boolean
}

/** One annotation in the panel: its passage, which leads there, its note and tags. */
export const AnnotationItem = memo(function AnnotationItem(props: AnnotationItemProps) {
  const { placed, words, isActive, editing } = props
  const { annotation } = placed
  const item = useRef<HTMLDivElement>(null)
  const passage = () => item.current?.querySelector<HTMLElement>('[data-annotation]')
  const close = () => {
    passage()?.focus()
    annotationsStore.closeCard()
  }
  const goThere = () => {
    passage()?.focus()
    passage()?.click()
  }
  return (
    <div ref={item} className={styles.item} data-active={isActive} data-colour={annotation.colour}>
      <Passage {...props} />
      {editing === null ? (
        <Details placed={placed} words={words} isTabStop={props.isTabStop} onDoubt={goThere} />
      ) : (
        <AnnotationEditor
          placed={placed}
          words={words}
          wanted={editing}
          onClose={close}
          end={<CloseButton onClose={close} />}
        />
      )}
    </div>
  )
})

function Passage({ placed, isActive, isTabStop }: AnnotationItemProps) {
  const { t } = useTranslation()
  const { id, colour } = placed.annotation
  const name = useColourNames()(colour)
  const quote = quoteOf(placed.annotation)?.exact ?? t('annotations:articleNote.title')
  return (
    <button
      type="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isActive ? 'true' : undefined}
      className={styles.passage}
      data-annotation={id}
      onFocus={() => annotationsStore.activate(id)}
      onClick={() => (isPainted(placed) ? annotationsStore.show(id) : annotationsStore.activate(id))}
    >
      <span className={styles.colour}>
        <Swatch colour={colour} />
        {name}
      </span>
      <span dir="auto" className={styles.quote}>
        {quote}
      </span>
    </button>
  )
}

interface DetailsProps extends Pick<AnnotationItemProps, 'placed' | 'words' | 'isTabStop'> {
  onDoubt(): void
}

function Details({ placed, words, isTabStop, onDoubt }: DetailsProps) {
  const { t } = useTranslation()
  const { annotation, anchor } = placed
  const note = noteOf(annotation)
  const tags = tagsOf(annotation)
  const tabIndex = isTabStop ? 0 : -1
  const edit = () => annotationsStore.openCard({ id: annotation.id, among: [], place: 'panel', wanted: 'note' })
  return (
    <>
      <AnchorState anchor={anchor} />
      {isTabStop ? <DoubtChoices placed={placed} /> : <DoubtHint placed={placed} onChoose={onDoubt} />}
      {note === '' ? null : <NoteText markdown={note} words={words} id={`panel-${annotation.id}`} />}
      {tags.length === 0 ? null : (
        <ul className={styles.tags} aria-label={t('annotations:tags.list')}>
          {tags.map((tag) => (
            <li key={tag} dir="auto">
              {tag}
            </li>
          ))}
        </ul>
      )}
      <span className={styles.actions}>
        <ChooseBox id={annotation.id} tabIndex={tabIndex} />
        <IconButton
          small
          plain={!isTabStop}
          tabIndex={tabIndex}
          label={t('annotations:edit')}
          icon={<Pencil size={16} aria-hidden="true" />}
          onClick={edit}
        />
        <IconButton
          small
          plain={!isTabStop}
          tabIndex={tabIndex}
          label={t('annotations:copy')}
          icon={<ClipboardCopy size={16} aria-hidden="true" />}
          onClick={() => void copyAnnotations(annotation.target.source, [annotation.id])}
        />
        <IconButton
          small
          plain={!isTabStop}
          tabIndex={tabIndex}
          label={t('annotations:delete')}
          icon={<Trash2 size={16} aria-hidden="true" />}
          onClick={() => deleteAnnotation(annotation.id)}
        />
      </span>
    </>
  )
}

/** Chooses the highlight, to do one thing to several; it stays in sight while it is chosen. */
function ChooseBox({ id, tabIndex }: { id: string; tabIndex: number }) {
  const { t } = useTranslation()
  const isChosen = useAnnotations((state) => state.chosen.includes(id))
  const change = () => {
    const { chosen } = annotationsStore.get()
    annotationsStore.choose(isChosen ? chosen.filter((other) => other !== id) : [...chosen, id])
  }
  return (
    <input
      type="checkbox"
      tabIndex={tabIndex}
      aria-label={t('annotations:chosen.choose')}
      className={styles.choose}
      checked={isChosen}
      onChange={change}
    />
  )
}

function CloseButton({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  return <IconButton label={t('app:close')} icon={<X size={18} aria-hidden="true" />} onClick={onClose} />
}
