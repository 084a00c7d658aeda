import i18next, { type ParseKeys } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '#shared/settings.ts'
import type annotations from '../../resources/locales/en/annotations.json'
import type app from '../../resources/locales/en/app.json'
import type care from '../../resources/locales/en/care.json'
import type exportMessages from '../../resources/locales/en/export.json'
import type failures from '../../resources/locales/en/failures.json'
import type library from '../../resources/locales/en/library.json'
import type reader from '../../resources/locales/en/reader.json'
import type search from '../../resources/locales/en/search.json'
import type settings from '../../resources/locales/en/settings.json'

/** Namespaces of the renderer; `main` belongs to the main process. */
export const NAMESPACES = [
  'app',
  'library',
  'reader',
  'annotations',
  'search',
  'settings',
  'failures',
  'export',
  'care',
] as const
export type Namespace = (typeof NAMESPACES)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: ['app', 'library', 'reader', 'annotations', 'search', 'settings', 'failures', 'export', 'care']
    resources: {
      app: typeof app
      library: typeof library
      reader: typeof reader
      annotations: typeof annotations
      search: typeof search
      settings: typeof settings
      failures: typeof failures
      export: typeof exportMessages
      care: typeof care
    }
  }
}

/** Any message of the renderer, with its namespace: "reader:toolbar.note". */
export type MessageKey = ParseKeys<
  ['app', 'library', 'reader', 'annotations', 'search', 'settings', 'failures', 'export', 'care']
>

/** Nested messages of one namespace, as in resources/locales. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue
}

export type Catalogues = Record<Locale, Record<Namespace, Catalogue>>

/** Sets up i18next for the whole renderer; English stands in where a message is missing. */
export async function setUpI18n(locale: Locale, resources: Catalogues): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'en',
    resources,
    ns: [...NAMESPACES],
    defaultNS: [...NAMESPACES],
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}

export async function changeLocale(locale: Locale): Promise<void> {
  if (i18next.language !== locale) await i18next.changeLanguage(locale)
}

/** A message whose key is data, such as UndoStep.message or Shortcut.message. Where the key is known, use `t`. */
export function translate(key: string, values: Record<string, string | number> = {}): string {
  // The key comes from a value that some component wrote as a literal; the catalogue test checks all literals.
  return i18next.t(key as MessageKey, values)
}
