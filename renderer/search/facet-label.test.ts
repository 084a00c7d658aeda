import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import en from '../../resources/locales/en/search.json' with { type: 'json' }
import { facetLabel } from './facet-label.ts'

const i18n = i18next.createInstance()
beforeAll(() => i18n.init({ lng: 'en', resources: { en: { search: en } } }))

describe('a value of a facet', () => {
  test('has a name in the language of the reader', () => {
    expect(facetLabel('is', 'unread', i18n.t, 'en')).toBe('Unread')
    expect(facetLabel('has', 'highlight', i18n.t, 'en')).toBe('Highlight')
    expect(facetLabel('lang', 'id', i18n.t, 'en')).toBe('Indonesian')
    expect(facetLabel('lang', 'en', i18n.t, 'id')).toBe('Inggris')
  })

  test('stays as it is where it is nobody’s word, or no code of a language', () => {
    expect(facetLabel('site', 'unread', i18n.t, 'en')).toBe('unread')
    expect(facetLabel('lang', 'not a code', i18n.t, 'en')).toBe('not a code')
  })
})
