import { type Catalogue, type Catalogues, NAMESPACES } from './i18n.ts'

/** The messages of the renderer from resources/locales, built into the bundle. */
export function loadCatalogues(): Catalogues {
  const files = import.meta.glob<Catalogue>('../../resources/locales/{en,id}/*.json', {
    eager: true,
    import: 'default',
  })
  const byName = (locale: string) =>
    // The keys are the namespaces by construction; a missing file is a compile error in i18n.ts.
    Object.fromEntries(
      NAMESPACES.map((namespace) => [namespace, files[`../../resources/locales/${locale}/${namespace}.json`] ?? {}]),
    ) as Catalogues['en']
  return { en: byName('en'), id: byName('id') }
}
