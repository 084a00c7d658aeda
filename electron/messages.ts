import i18next, { type i18n } from 'i18next'
import en from '../resources/locales/en/main.json'
import exportEn from '../resources/locales/en/export.json'
import exportId from '../resources/locales/id/export.json'
import id from '../resources/locales/id/main.json'
import type { Locale } from '#shared/settings.ts'

/** The main process's words: menus, dialogs and exported headings. */
export function loadMessages(locale: Locale): i18n {
  const messages = i18next.createInstance()
  void messages.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { main: en, export: exportEn }, id: { main: id, export: exportId } },
  })
  return messages
}
