import { francAll } from 'franc-min'

/** Languages the detector may answer, with their BCP 47 tags: ISO 639-3 to the shortest subtag. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ind: 'id',
  zlm: 'ms',
  jav: 'jv',
  sun: 'su',
  eng: 'en',
  nld: 'nl',
  deu: 'de',
  fra: 'fr',
  spa: 'es',
  por: 'pt',
  ita: 'it',
  pol: 'pl',
  ces: 'cs',
  ron: 'ro',
  hun: 'hu',
  swe: 'sv',
  tur: 'tr',
  vie: 'vi',
  tgl: 'tl',
  swh: 'sw',
  rus: 'ru',
  ukr: 'uk',
  bul: 'bg',
  bel: 'be',
  arb: 'ar',
  urd: 'ur',
  pes: 'fa',
  hin: 'hi',
  mar: 'mr',
  cmn: 'zh',
  jpn: 'ja',
  kor: 'ko',
  tha: 'th',
  ell: 'el',
  heb: 'he',
  tam: 'ta',
  ben: 'bn',
}

const INDONESIAN_AND_MALAY =
  'yang di dan dengan untuk dari ini itu pada tidak akan juga oleh ke tersebut adalah lebih para secara seperti telah sudah saya kami kita ada dalam mereka kepada sebagai tahun anda menjadi hanya orang dapat beberapa'

/** Frequent words that tell near relatives apart; the statistics of three letters do not (Indonesian and Malay share most of them). */
const STOP_WORDS: Readonly<Record<string, readonly string[]>> = {
  id: words(
    `${INDONESIAN_AND_MALAY} bisa karena saat mengatakan hingga bahwa rupiah resmi polisi baru pemerintah kantor dia kata berbagai merupakan terkait usai tengah lalu sangat namun pun kerap beberapa mulai kalau`,
  ),
  ms: words(
    `${INDONESIAN_AND_MALAY} kerana ialah berkata bahawa ringgit rasmi polis baharu kerajaan pejabat awak manakala iaitu hendaklah daripada berjaya`,
  ),
  jv: words(
    'sing ing lan kanggo saka iki iku ora uga dening menyang amarga nalika ana wis karo marang dadi kang utawa',
  ),
  sv: words('och att det som är på av för med den till inte har ett jag om så från men var eller vid efter också'),
  da: words('og at det som er på af for med den til ikke har et jeg om så fra men var eller ved efter også blev af'),
  nb: words('og at det som er på av for med den til ikke har et jeg om så fra men var eller ved etter også ble av'),
  fi: words('ja on että ei se oli hän kun mutta myös ovat tai kuin joka niin sen olla mukaan vuonna ole'),
  cs: words('a se na je že v s z do to i o k ve pro za by ale jsou jako také podle který které při než už roce'),
  sk: words('a sa na je že v s z do to aj o k vo pre za by ale sú ako tiež podľa ktorý ktoré pri než už roku'),
  sl: words('in je da se na v za so ki z pa tudi ne kot bi bil po od je iz še ali'),
  hr: words('i je u da se na za su od s ne kao bi bio koji što po iz će ali nije više samo te'),
  su: words('nu di jeung keur ti ieu eta henteu oge ku ka sabab geus aya dina pikeun kana teh anu'),
  en: words(
    'the of and to in a is that for it was on as with be by at this from are have not or an they which you had his has but he she will',
  ),
}

const NEAR_RELATIVES = new Set(['id', 'ms', 'jv', 'su', 'tl'])
/** Languages that the detector does not know, with those it takes them for. */
const UNKNOWN_TO_DETECTOR: readonly (readonly string[])[] = [
  ['sv', 'da', 'nb'],
  ['cs', 'sk', 'sl', 'hr'],
]
const KNOWN: ReadonlySet<string> = new Set(Object.values(LANGUAGES))
const MIN_LETTERS = 40
const SAMPLE_CHARACTERS = 1500

/**
 * BCP 47 primary tag of the language of `text`, null where it is too short to tell.
 * @param declared what the document says of itself; templates often say "en" over Indonesian text, so it only decides
 *   where the text does not
 */
export function detectLanguage(text: string, declared: string | null = null): string | null {
  const said = primaryTag(declared)
  const sample = text.slice(0, SAMPLE_CHARACTERS)
  if (countLetters(sample) < MIN_LETTERS) return said ?? byStopWords(sample, ['id', 'en'])
  const plain = commonLanguage(sample)
  if (plain === 'en') return 'en'
  if (plain === 'id') return byStopWords(sample, ['id', 'ms', 'jv', 'su'])
  const ranking = francAll(sample, { only: Object.keys(LANGUAGES), minLength: 10 })
  const best = LANGUAGES[ranking[0]?.[0] ?? '']
  if (best === undefined) return said
  const isNordic = (sample.match(/[æø]/gi)?.length ?? 0) > 1
  const family = isNordic ? ['da', 'nb'] : UNKNOWN_TO_DETECTOR.find((relatives) => relatives.includes(best))
  // A page in a language that the detector cannot tell may well know its own.
  if (said !== null && !KNOWN.has(said)) return said
  if (family !== undefined) return byStopWords(sample, family) ?? best
  if (!NEAR_RELATIVES.has(best)) return said !== null && countLetters(sample) < 200 && said !== best ? said : best
  return byStopWords(sample, ['id', 'ms', 'jv', 'su']) ?? (best === 'ms' ? 'id' : best)
}

/** No other language has so many of these words, and asking the detector takes longer than all else about a language. */
const PLAIN_SHARE = { en: 0.25, id: 0.12 } as const
const MIN_PLAIN_WORDS = 60

/** English or Indonesian (or its near relatives) where that is beyond doubt, else null. */
function commonLanguage(text: string): 'en' | 'id' | null {
  const tokens = text.toLowerCase().match(/\p{L}+/gu) ?? []
  if (tokens.length < MIN_PLAIN_WORDS) return null
  const shareOf = (language: 'en' | 'id'): number => {
    const known = KNOWN_WORDS[language]
    return tokens.filter((token) => known.has(token)).length / tokens.length
  }
  const [en, id] = [shareOf('en'), shareOf('id')]
  if (en >= PLAIN_SHARE.en && id < PLAIN_SHARE.id / 2) return 'en'
  return id >= PLAIN_SHARE.id && en < PLAIN_SHARE.en / 4 ? 'id' : null
}

const KNOWN_WORDS = { en: new Set(STOP_WORDS['en']), id: new Set(STOP_WORDS['id']) } as const

function byStopWords(text: string, candidates: readonly string[]): string | null {
  const tokens = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const scores = candidates.map((language) => {
    const known = new Set(STOP_WORDS[language])
    return { language, score: tokens.filter((token) => known.has(token)).length }
  })
  const best = scores.toSorted((a, b) => b.score - a.score)[0]
  return best === undefined || best.score < 2 ? null : best.language
}

/** "id-ID" and "in" (the old code) to "id"; null for nonsense. */
export function primaryTag(tag: string | null): string | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  if (!/^[a-z]{2,3}$/.test(primary)) return null
  return primary === 'in' ? 'id' : primary
}

function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0
}

function words(list: string): readonly string[] {
  return list.split(' ')
}
