import { expect, test } from 'vitest'
import { detectLanguage } from './language.ts'

const DANISH =
  'Borgmesteren sagde onsdag, at den nye bro over åen skal åbnes til næste forår. Arbejdet har taget længere tid end planlagt, og byen har betalt mere. Mange i landsbyen venter på den dag, for hidtil har de kørt en lang omvej.'
const CZECH =
  'Starosta ve středu řekl, že nový most přes řeku bude otevřen příští jaro. Stavba trvala déle, než se plánovalo, a město za ni zaplatilo více. Mnoho lidí ve vsi na to čeká, protože zatím jezdí oklikou.'
const SLOVAK =
  'Starosta v stredu povedal, že nový most cez rieku otvoria na jar. Stavba trvala dlhšie, ako sa plánovalo, a mesto za ňu zaplatilo viac. Mnoho ľudí na to čaká, pretože zatiaľ chodia okolo, a nie je to blízko.'

test('languages that the detector takes for their relatives are told by their frequent words', () => {
  expect([DANISH, CZECH, SLOVAK].map((text) => detectLanguage(text))).toEqual(['da', 'cs', 'sk'])
})

test('what a page says counts where the detector does not know the language, and not against what it knows', () => {
  const finnish =
    'Kaupunginjohtaja sanoi keskiviikkona, että uusi silta joen yli avataan ensi keväänä. Työ on kestänyt pidempään kuin suunniteltiin, ja kaupunki on maksanut siitä enemmän. Monet kylässä odottavat sitä päivää.'
  expect(detectLanguage(finnish, 'fi-FI')).toBe('fi')
  expect(detectLanguage(CZECH, 'en')).toBe('cs')
})
