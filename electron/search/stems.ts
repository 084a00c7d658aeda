import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemIndonesian } from '@orama/stemmers/indonesian'

/**
 * Which words are forms of one word. Words that share a key belong together.
 *
 * Indonesian: Tala's stemmer (A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia, 2003) in its
 * Snowball form takes particles, possessives, prefixes and suffixes off, but cannot know that `menulis` comes from
 * `tulis` and not from `ulis`: the nasal of me- and pe- swallows the first letter of the root. So each word also gets
 * the keys of the roots it may have lost, and every word is a key itself. English: Snowball's Porter2.
 */
export type StemLanguage = 'id' | 'en'

const LONGEST = 40
const SHORTEST_ROOT = 3
/** What me- and pe- make of a root's first letter: `men(t)ulis`, `mem(p)ukul`, `meng(k)irim`, `meny(s)apu`; `mempengaruhi` keeps it. */
const SWALLOWED: readonly { nasal: RegExp; root: string }[] = [
  { nasal: /^(?:di|ter)?[mp]en(?=[aeiou])/, root: 't' },
  { nasal: /^(?:di|ter)?[mp]em(?=[aeiou])/, root: 'p' },
  { nasal: /^(?:di|ter)?[mp]eng(?=[aeiou])/, root: 'k' },
  { nasal: /^(?:di|ter)?[mp]eng(?=[aeiou])/, root: '' },
  { nasal: /^(?:di|ter)?[mp]eny(?=[aeiou])/, root: 's' },
  { nasal: /^[mp]em(?=[bfp])/, root: '' },
  { nasal: /^[mp]e(?=[lmnrwy])/, root: '' },
]
const PURE = /^[a-z]+$/
/** `anak2` is how people in a hurry write `anak-anak`. */
const TWICE = /^([a-z]{3,})2(?:nya)?$/

/** The keys of a folded word besides itself. */
export function stemKeys(word: string, language: StemLanguage): string[] {
  const doubled = language === 'id' ? TWICE.exec(word)?.[1] : undefined
  if (doubled !== undefined) return [doubled, ...stemKeys(doubled, language)]
  if (word.length <= SHORTEST_ROOT || word.length > LONGEST || !PURE.test(word)) return []
  const keys = new Set(language === 'en' ? [stemEnglish(word)] : indonesianKeys(word))
  keys.delete(word)
  return [...keys].filter((key) => key.length >= SHORTEST_ROOT)
}

function* indonesianKeys(word: string): Generator<string> {
  yield stemIndonesian(word)
  for (const { nasal, root } of SWALLOWED) {
    const rest = word.replace(nasal, root)
    // Taking suffixes off the recoded word: its own first letters are no prefix.
    if (rest !== word && rest.length >= SHORTEST_ROOT) yield withoutSuffix(rest)
  }
}

/** Only what stands behind the root: particles, possessives, -kan, -an, -i. */
function withoutSuffix(word: string): string {
  const bare = word.replace(/(?:kah|lah|pun)$/, '').replace(/(?:ku|mu|nya)$/, '')
  const root = bare.replace(/(?:kan|an|i)$/, '')
  return root.length >= SHORTEST_ROOT && /[aeiou].*[aeiou]/.test(root) ? root : bare
}
