import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { loadCatalogues } from './catalogues.ts'
import { colourName, nameColours } from './colour-names.ts'
import { setUpI18n } from './i18n.ts'

beforeAll(() => setUpI18n('en', loadCatalogues()))

test('a colour has the name the reader gave it, else the usual one in the reader’s language', async () => {
  nameColours({ pink: 'To check' })
  expect([colourName('pink'), colourName('green')]).toEqual(['To check', 'Green'])
  await i18next.changeLanguage('id')
  expect([colourName('pink'), colourName('green')]).toEqual(['To check', 'Hijau'])
  nameColours({})
  expect(colourName('pink')).toBe('Merah muda')
})
