import { useTranslation } from 'react-i18next'
import type { StartState } from '#shared/ipc-contract.ts'
import { LANGUAGES } from '#shared/settings.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { ColourSettings } from './ColourSettings.tsx'
import { ReadingSettings, SettingRow } from './ReadingSettings.tsx'
import styles from './SettingsDialog.module.css'
import { changeSettings, useSettings } from './settings-store.ts'

export interface SettingsDialogProps {
  open: boolean
  onClose(): void
  start: Pick<StartState, 'libraryFolder' | 'version'>
}

export function SettingsDialog({ open, onClose, start }: SettingsDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog open={open} onClose={onClose} title={t('app:settings')}>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('settings:section.reading')}</h3>
        <ReadingSettings />
        <p className={styles.sample}>{t('settings:sample')}</p>
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('settings:section.colours')}</h3>
        <ColourSettings />
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('settings:section.interface')}</h3>
        <div className={styles.rows}>
          <LanguageRow />
        </div>
      </section>
      <section className={styles.section}>
        <h3 className={styles.heading}>{t('settings:section.data')}</h3>
        <div className={styles.rows}>
          <SettingRow name={t('settings:folder')}>
            <span className={styles.path}>{start.libraryFolder}</span>
          </SettingRow>
          <SettingRow name={t('settings:version')}>
            <span className={styles.path}>{start.version}</span>
          </SettingRow>
        </div>
        <p className={styles.hint}>{t('settings:folderHint')}</p>
        <p className={styles.hint}>{t('settings:privacy')}</p>
      </section>
    </Dialog>
  )
}

function LanguageRow() {
  const { t } = useTranslation()
  const language = useSettings(({ settings }) => settings.language)
  const names = {
    system: t('settings:languages.system'),
    id: t('settings:languages.id'),
    en: t('settings:languages.en'),
  }
  return (
    <SettingRow name={t('settings:language')}>
      <SegmentedControl
        label={t('settings:language')}
        segments={LANGUAGES.map((value) => ({ value, label: names[value] }))}
        value={language}
        onChange={(value) => changeSettings({ language: value })}
      />
    </SettingRow>
  )
}
