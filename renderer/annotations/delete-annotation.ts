import i18next from 'i18next'
import { announce } from '../ui/announce.ts'
import { annotationsStore } from './annotations-store.ts'
import { edits } from './edits.ts'

/** Deletes at once and says how to take it back, instead of asking before. */
export function deleteAnnotation(id: string): void {
  if (annotationsStore.find(id) === undefined) return
  edits.delete(id)
  announce(i18next.t('annotations:deleted'))
}
