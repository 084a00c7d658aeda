import { ClipboardPaste, FileText, Folder, Link, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { chooseFiles, chooseFolder, importClipboard } from './import-actions.ts'

/** Every way in which articles come in. */
export function AddMenu({ onAddress }: { onAddress(): void }) {
  const { t } = useTranslation()
  return (
    <Menu trigger={<IconButton label={t('library:add.label')} icon={<Plus size={18} aria-hidden="true" />} />}>
      <MenuItem
        label={t('library:add.files')}
        shortcut="mod+o"
        icon={<FileText size={16} aria-hidden="true" />}
        onSelect={() => void chooseFiles()}
      />
      <MenuItem
        label={t('library:add.folder')}
        icon={<Folder size={16} aria-hidden="true" />}
        onSelect={() => void chooseFolder()}
      />
      <MenuItem
        label={t('library:add.clipboard')}
        shortcut="mod+shift+v"
        icon={<ClipboardPaste size={16} aria-hidden="true" />}
        onSelect={() => void importClipboard()}
      />
      <MenuItem
        label={t('library:add.address')}
        shortcut="mod+shift+l"
        icon={<Link size={16} aria-hidden="true" />}
        onSelect={onAddress}
      />
    </Menu>
  )
}
