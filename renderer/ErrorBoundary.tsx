import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import styles from './ErrorBoundary.module.css'
import { Button } from './ui/Button.tsx'

interface State {
  error: unknown
  failed: boolean
}

/** Shows an error nobody expected, with a way on; only React classes can catch one. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, failed: false }

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    const { t } = i18next
    const { error } = this.state
    return (
      <main className={styles.page}>
        <h1 className={styles.title}>{t('app:crash.title')}</h1>
        <p>{t('app:crash.text')}</p>
        <pre className={styles.details}>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        <Button look="primary" onClick={() => window.location.reload()}>
          {t('app:crash.reload')}
        </Button>
      </main>
    )
  }
}
