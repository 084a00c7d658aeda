import { useTranslation } from 'react-i18next'
import type { EncodingDoubt } from '#shared/encoding-doubt.ts'
import { Button } from './Button.tsx'
import styles from './EncodingButtons.module.css'

/** What the two likeliest encodings make of a text; a press chooses one. */
export function EncodingButtons({ doubt, onChoose }: { doubt: EncodingDoubt; onChoose(encoding: string): void }) {
  const { t } = useTranslation()
  return [doubt.used, doubt.other].map(({ encoding, sample }) => (
    <Button key={encoding} look="quiet" className={styles.reading} onClick={() => onChoose(encoding)}>
      {t('library:import.readAs', { encoding, sample })}
    </Button>
  ))
}
