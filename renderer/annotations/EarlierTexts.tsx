import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Annotation, noteOf } from '#shared/annotation.ts'
import type { EarlierText } from '#shared/library-care.ts'
import { api } from '../api.ts'
import { formatTime } from '../ui/format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { edits } from './edits.ts'

/** Characters of a text in the menu. */
const SHOWN = 60

/** A menu of the texts that the note had before; choosing one brings it back. Nothing where there are none. */
export function EarlierTexts({ annotation }: { annotation: Annotation }) {
  const { t, i18n } = useTranslation()
  const texts = useEarlierTexts(annotation)
  if (texts.length === 0) return null
  const bringBack = (text: string): void => {
    const before = noteOf(annotation)
    edits.writeNote(annotation, text)
    edits.noteWritten(annotation, before, text)
  }
  return (
    <Menu trigger={<IconButton label={t('annotations:earlier')} icon={<History size={18} aria-hidden="true" />} />}>
      {texts.map(({ note, time }) => (
        <MenuItem
          key={`${time} ${note}`}
          label={`${formatTime(time, i18n.language)}: ${note.length > SHOWN ? `${note.slice(0, SHOWN)}…` : note}`}
          onSelect={() => bringBack(note)}
        />
      ))}
    </Menu>
  )
}

function useEarlierTexts({ id, target, modified }: Annotation): EarlierText[] {
  const [texts, setTexts] = useState<EarlierText[]>([])
  const { source } = target
  useEffect(() => {
    let wanted = true
    void api.call('annotation:history', { article: source, id }).then((reply) => {
      if (wanted && reply.ok) setTexts(reply.value)
    })
    return () => {
      wanted = false
    }
    // The time of the last change stands for what was written since.
  }, [source, id, modified])
  return texts
}
