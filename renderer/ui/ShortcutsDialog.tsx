import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'
import { type MessageKey, translate } from './i18n.ts'
import { Keys } from './Keys.tsx'
import styles from './ShortcutsDialog.module.css'
import { type KnownShortcut, knownShortcuts } from './shortcuts.ts'

const GROUPS = ['app', 'library', 'reader', 'annotations'] as const
const GROUP_NAMES: Record<(typeof GROUPS)[number], MessageKey> = {
  app: 'app:shortcuts.group.app',
  library: 'app:shortcuts.group.library',
  reader: 'app:shortcuts.group.reader',
  annotations: 'app:shortcuts.group.annotations',
}

/** All shortcuts that are known so far, by the part of the window they belong to. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTranslation()
  const shortcuts = open ? knownShortcuts().filter(({ keys }) => keys.length > 0) : []
  return (
    <Dialog open={open} onClose={onClose} title={t('app:shortcuts.title')} wide>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <Group
            key={group}
            name={translate(GROUP_NAMES[group])}
            shortcuts={shortcuts.filter(({ message }) => message.startsWith(`${group}:`))}
          />
        ))}
      </div>
    </Dialog>
  )
}

function Group({ name, shortcuts }: { name: string; shortcuts: readonly KnownShortcut[] }) {
  if (shortcuts.length === 0) return null
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{name}</h3>
      {shortcuts.map(({ id, message, keys }) => (
        <div key={id} className={styles.row}>
          <span>{translate(message)}</span>
          <span className={styles.keys}>
            {keys.map((shortcut) => (
              <Keys key={shortcut} shortcut={shortcut} />
            ))}
          </span>
        </div>
      ))}
    </section>
  )
}
