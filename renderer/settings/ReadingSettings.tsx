import { Type } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FACES, FONT_SIZE_RANGE, LEADING_RANGE, MEASURE_RANGE, THEMES } from '#shared/settings.ts'
import { formatNumber } from '../ui/format.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/Popover.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { Slider } from '../ui/Slider.tsx'
import styles from './ReadingSettings.module.css'
import { changeSettings, useSettings } from './settings-store.ts'

/** The "Aa" button beside the article. */
export function ReadingPopover() {
  const { t } = useTranslation()
  return (
    <Popover
      label={t('app:reading')}
      className={styles.popover}
      trigger={<IconButton label={t('app:reading')} icon={<Type size={18} aria-hidden="true" />} />}
    >
      <ReadingSettings />
    </Popover>
  )
}

/** Theme and type; everything works at once. */
export function ReadingSettings() {
  return (
    <div className={styles.rows}>
      <ThemeRow />
      <FaceRow />
      <TypeRows />
    </div>
  )
}

/** One setting: its name and its control. */
export function SettingRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <span className={styles.name}>{name}</span>
      <div>{children}</div>
    </>
  )
}

function ThemeRow() {
  const { t } = useTranslation()
  const theme = useSettings(({ settings }) => settings.theme)
  const names = {
    system: t('settings:themes.system'),
    light: t('settings:themes.light'),
    sepia: t('settings:themes.sepia'),
    dark: t('settings:themes.dark'),
  }
  return (
    <SettingRow name={t('settings:theme')}>
      <SegmentedControl
        label={t('settings:theme')}
        segments={THEMES.map((value) => ({ value, label: names[value] }))}
        value={theme}
        onChange={(value) => changeSettings({ theme: value })}
      />
    </SettingRow>
  )
}

function FaceRow() {
  const { t } = useTranslation()
  const face = useSettings(({ settings }) => settings.face)
  const names = { serif: t('settings:faces.serif'), sans: t('settings:faces.sans') }
  return (
    <SettingRow name={t('settings:face')}>
      <SegmentedControl
        label={t('settings:face')}
        segments={FACES.map((value) => ({
          value,
          label: names[value],
          face: <span className={styles[value]}>{names[value]}</span>,
        }))}
        value={face}
        onChange={(value) => changeSettings({ face: value })}
      />
    </SettingRow>
  )
}

function TypeRows() {
  const { t, i18n } = useTranslation()
  const { fontSize, measure, leading } = useSettings(({ settings }) => settings)
  const number = (value: number, digits = 0) =>
    formatNumber(value, i18n.language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return (
    <>
      <SettingRow name={t('settings:size')}>
        <Slider
          label={t('settings:size')}
          value={fontSize}
          range={FONT_SIZE_RANGE}
          format={(value) => t('settings:sizeValue', { value: number(value) })}
          onChange={(value) => changeSettings({ fontSize: value })}
        />
      </SettingRow>
      <SettingRow name={t('settings:measure')}>
        <Slider
          label={t('settings:measure')}
          value={measure}
          range={MEASURE_RANGE}
          format={(value) => t('settings:measureValue', { count: value })}
          onChange={(value) => changeSettings({ measure: value })}
        />
      </SettingRow>
      <SettingRow name={t('settings:leading')}>
        <Slider
          label={t('settings:leading')}
          value={leading}
          range={LEADING_RANGE}
          format={(value) => number(value, 1)}
          onChange={(value) => changeSettings({ leading: Math.round(value * 10) / 10 })}
        />
      </SettingRow>
    </>
  )
}
