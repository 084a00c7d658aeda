/** Dates as outlets of Indonesia, of English-speaking countries and of Europe write them, to ISO 8601. */

export interface DateOptions {
  /** "5/9/2023" is 5 September (true), 9 May (false), or not taken where both are possible (null). */
  dayFirst: boolean | null
}

/** January to December. Of names that mean two months, such as "listopada", the one in the larger language is meant. */
const MONTH_NAMES: readonly string[] = [
  'januari january jan januar jänner janvier janv enero ene gennaio gen janeiro ianuarie stycznia styczeń sty ledna leden siječnja jan január januára januára tammikuuta tammikuu ιανουαρίου ιανουάριος ιαν января январь янв січня януари ocak januára januarja',
  'februari february pebruari feb februar feber février févr fév febrero febbraio febr fevereiro fev februarie lutego luty února únor veljače februára február helmikuuta helmikuu φεβρουαρίου φεβρουάριος φεβ февраля февраль фев лютого февруари şubat februarja',
  'maret march mar märz mär mrz mars maart mrt marzo março marz martie marca marzec března březen ožujka marts március márc maaliskuuta maaliskuu μαρτίου μάρτιος μαρ марта март березня mart',
  'april apr avril avr abril abr aprile aprilie kwietnia kwiecień kwi dubna duben travnja aprila apríla április ápr huhtikuuta huhtikuu απριλίου απρίλιος απρ апреля апрель апр квітня април nisan',
  'mei may mai mayo maggio mag maio maja maj května květen svibnja mája máj május toukokuuta toukokuu μαΐου μάιος μαϊ μαι мая май травня mayıs',
  'juni june jun juin junio giugno giu junho iunie czerwca czerwiec cze června červen lipnja júna június jún kesäkuuta kesäkuu ιουνίου ιούνιος ιουν июня июнь июн червня юни haziran juna',
  'juli july jul juillet juil julio luglio lug julho iulie lipca lipiec lip července červenec srpnja júla július júl heinäkuuta heinäkuu ιουλίου ιούλιος ιουλ июля июль июл липня юли temmuz julija',
  'agustus august agu agt ags aug août agosto ago augustus avgust avgusta augusta augusti augusztus elokuuta elokuu sierpnia sierpień sie srpna srpen kolovoza αυγούστου αύγουστος αυγ августа август авг серпня ağustos',
  'september sep sept septembre septiembre settembre set setembro septembrie września wrzesień wrz září rujna septembra szeptember szept syyskuuta syyskuu σεπτεμβρίου σεπτέμβριος σεπ сентября сентябрь сен вересня септември eylül',
  'oktober october okt oct octobre octubre ottobre ott outubro out octombrie października październik paź října říjen oktobra októbra október lokakuuta lokakuu οκτωβρίου οκτώβριος οκτ октября октябрь окт жовтня октомври ekim',
  'november nopember nov nop novembre noviembre novembro noiembrie listopada listopadu listopad lis studenoga studenog novembra novembre marraskuuta marraskuu νοεμβρίου νοέμβριος νοε ноября ноябрь ноя листопада ноември kasım',
  'desember december des dec dezember dez décembre déc diciembre dic dicembre dezembro decembrie grudnia grudzień gru prosince prosinec prosinca decembra joulukuuta joulukuu δεκεμβρίου δεκέμβριος δεκ декабря декабрь дек грудня декември aralık',
]
const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  MONTH_NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
)

const ZONES: Readonly<Record<string, string>> = {
  wib: '+07:00',
  wita: '+08:00',
  wit: '+09:00',
  utc: '+00:00',
  gmt: '+00:00',
  z: '+00:00',
  cet: '+01:00',
  mez: '+01:00',
  cest: '+02:00',
  mesz: '+02:00',
  est: '-05:00',
  edt: '-04:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  sgt: '+08:00',
  jst: '+09:00',
}

const MONTH = `(${Object.keys(MONTHS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})\\.?`
/** "3.", "1er", "3rd", "2º" */
const DAY = '(\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.)?'
const YEAR = '((?:19|20)\\d{2})'
const OF = '(?:of\\s+|de\\s+|del\\s+)?'
const CLOCK =
  'pukul|jam|at|pkl\\.?|um|à|a\\s+las?|às|alle(?:\\s+ore)?|ore|om|o\\s+godz\\.?|godz\\.?|v|kl\\.?|klo|ora|ώρα|στις|в|о|u'
const TIME = `(?:[\\s,|\\-–—·•/@]*(?:г\\.?|r\\.)?[\\s,]*(?:${CLOCK})?\\s*(\\d{1,2})(?:[:.]|\\s?h\\s?)(\\d{2})(?:[:.]\\d{2})?(?:\\s*([ap])\\.?m(?![\\p{L}])\\.?)?(?:\\s*(?:uhr|uur|h)(?![\\p{L}]))?(?:\\s*\\(?((?:utc|gmt)\\s?[+-]\\d{1,2}(?::?[0-5]\\d)?|wib|wita|wit|utc|gmt|cest|cet|mesz|mez|est|edt|pst|pdt|bst|sgt|jst)(?![\\p{L}]))?)?`

const ISO_DATE =
  /\b((?:19|20)\d{2})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?/i
const DAY_MONTH_YEAR = new RegExp(
  `(?<![\\p{L}\\d])${DAY}[\\s/-]*(?<=[\\s/.-])${OF}${MONTH}(?:[\\s,/-]+|(?<=\\.))${OF}${YEAR}${TIME}`,
  'iu',
)
const MONTH_DAY_YEAR = new RegExp(`(?<![\\p{L}\\d])${MONTH}\\s+${DAY},?\\s+${YEAR}${TIME}`, 'iu')
/** Hungarian: "2021. március 3. 14:05" */
const YEAR_MONTH_DAY = new RegExp(`(?<![\\p{L}\\d])${YEAR}\\.?\\s+${MONTH}\\s+${DAY}${TIME}`, 'iu')
const NUMERIC = new RegExp(`(?<![\\p{L}\\d])(\\d{1,2})(?:([/.-])|\\.\\s)(\\d{1,2})(?:[/.-]|\\.\\s)${YEAR}${TIME}`, 'iu')
const YEAR_FIRST = /\b((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\b/

/** Nobody says a date further on in a line. */
const MAX_LINE = 2000

interface Parts {
  year: number
  month: number
  day: number
  hour?: number | undefined
  minute?: number | undefined
  zone?: string | undefined
}

/** The first date in `text`, as "2022-08-06" or, where hour and zone are both known, "2022-08-06T17:05+07:00". */
export function findDate(text: string, options: DateOptions): string | null {
  // Long runs of white space would be tried in every division.
  return findDateIn(text.slice(0, MAX_LINE).replace(/\s+/g, ' '), options)
}

function findDateIn(text: string, options: DateOptions): string | null {
  // The patterns are many, and most lines have no year.
  if (!/(?:19|20)\d{2}/.test(text)) return null
  const found = [isoDate(text), worded(text), numeric(text, options)].filter((match) => match !== null)
  const first = found.toSorted((a, b) => a.index - b.index)[0]
  return first === undefined ? null : format(first.parts)
}

/** "1.229 Views", "3 menit baca" */
const COUNTER =
  /(?:dibaca|dilihat|views?|hits?|oleh)?\s*:?\s*[\d.,]+\s*[km]?\s*(?:views?|hits?|kali|x|pembaca|dilihat|menit baca|menit|min read|min(?:uten)? lesezeit|min(?:utes)? de lecture|min(?:utos)? de lectura|minuti di lettura|min\.? czytania)(?!\p{L})/giu

/** Days, zones and what is said of a date: a line of nothing else is a date line. */
const AROUND_DATES: ReadonlySet<string> = new Set(
  [
    "senin selasa rabu kamis jumat jum'at sabtu minggu ahad sen sel rab kam jum sab min",
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so',
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag lundi mardi mercredi jeudi vendredi samedi dimanche',
    'lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica',
    'segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta luni marți miercuri joi vineri sâmbătă duminică',
    'mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai',
    'poniedziałek wtorek środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa',
    'ponedjeljak utorak srijeda četvrtak petak subota nedjelja hétfő kedd szerda csütörtök péntek szombat vasárnap',
    'δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή понедельник вторник среда четверг пятница суббота воскресенье pazartesi salı çarşamba perşembe cuma cumartesi pazar',
    'wib wita wit sgt jst gmt utc et est edt ct pt pst pdt bst cet cest mez mesz ist pukul jam pkl on at am pm uhr uur h um à om le el il lo de del las la a às alle ore kl klo o v ve dne dnia godz r г в στις ώρα u hod',
    'published updated posted original originally modified last diterbitkan diperbarui terbit tayang rilis tanggal date pada hari dipublikasikan diupdate update dibuat',
    'veröffentlicht erstellt aktualisiert geändert stand am vom datum zuletzt letzte aktualisierung uhrzeit erschienen publiziert',
    'gepubliceerd geplaatst bijgewerkt gewijzigd laatst op publié publiée mis mise jour modifié créé le dernière modification et',
    'publicado actualizado fecha publicación última actualización atualizado em última atualização pubblicato aggiornato data ultimo aggiornamento il publicat actualizat ultima actualizare',
    'publisert oppdatert publiceret offentliggjort opdateret publicerad uppdaterad den senast sist julkaistu päivitetty muokattu',
    'opublikowano publikacja aktualizacja zaktualizowano dodano dodane data zveřejněno vydáno aktualizováno publikováno publikované aktualizované objavljeno ažurirano zadnja izmjena posodobljeno',
    'megjelent frissítve közzétéve létrehozva δημοσίευση δημοσιεύτηκε δημοσιεύθηκε ενημέρωση ενημερώθηκε τελευταία опубликовано обновлено дата публикации обновление yayınlanma yayınlandı güncelleme güncellendi tarihi tarih',
  ]
    .join(' ')
    .split(' '),
)

/** All forms of a date, to be taken out of a line. */
const ALL_DATES = [ISO_DATE, DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_MONTH_DAY, NUMERIC, YEAR_FIRST].map(
  (pattern) => new RegExp(pattern, 'giu'),
)

/** Whether the line says nothing but a date, such as "Sabtu, 6 Agustus 2022 | 17:05 WIB". */
export function isDateLine(line: string): boolean {
  if (line.length > 110 || findDate(line, { dayFirst: true }) === null) return false
  const rest = ALL_DATES.reduce((left, pattern) => left.replaceAll(pattern, ' '), line)
    .replace(COUNTER, ' ')
    .replace(/\d{1,2}(?:[:.]|\s?h\s?)\d{2}(?:\s*[ap]\.?m(?!\p{L})\.?)?/giu, ' ')
    .replace(/\p{L}[\p{L}'’-]*/gu, (word) => (AROUND_DATES.has(word.toLowerCase().replace('’', "'")) ? ' ' : word))
  return !/[\p{L}\p{N}]/u.test(rest)
}

interface Found {
  index: number
  parts: Parts
}

function isoDate(text: string): Found | null {
  const match = ISO_DATE.exec(text)
  if (match !== null) {
    const [, year, month, day, hour, minute, offset] = match
    return found(match.index, {
      ...ymd(year, month, day),
      hour: number(hour),
      minute: number(minute),
      zone: offsetOf(offset),
    })
  }
  const slashes = YEAR_FIRST.exec(text)
  return slashes === null ? null : found(slashes.index, ymd(slashes[1], slashes[2], slashes[3]))
}

function worded(text: string): Found | null {
  const dayFirst = DAY_MONTH_YEAR.exec(text)
  if (dayFirst !== null) {
    const [, day, month, year, ...time] = dayFirst
    return found(dayFirst.index, { ...ymd(year, monthNumber(month), day), ...timeOf(time) })
  }
  const monthFirst = MONTH_DAY_YEAR.exec(text)
  if (monthFirst !== null) {
    const [, month, day, year, ...time] = monthFirst
    return found(monthFirst.index, { ...ymd(year, monthNumber(month), day), ...timeOf(time) })
  }
  const yearFirst = YEAR_MONTH_DAY.exec(text)
  if (yearFirst === null) return null
  const [, year, month, day, ...time] = yearFirst
  return found(yearFirst.index, { ...ymd(year, monthNumber(month), day), ...timeOf(time) })
}

function numeric(text: string, options: DateOptions): Found | null {
  const match = NUMERIC.exec(text)
  if (match === null) return null
  const [, first, sign, second, year, ...time] = match
  // Nobody writes the month first with dots.
  const usual = sign === '/' || sign === '-' ? options.dayFirst : true
  const dayFirst = Number(first) > 12 ? true : Number(second) > 12 ? false : usual
  if (dayFirst === null) return null
  const date = dayFirst ? ymd(year, second, first) : ymd(year, first, second)
  return found(match.index, { ...date, ...timeOf(time) })
}

function found(index: number, parts: Parts): Found | null {
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day))
  const real = date.getUTCMonth() === parts.month - 1 && date.getUTCDate() === parts.day
  return real ? { index, parts } : null
}

function timeOf([hour, minute, half, zone]: (string | undefined)[]): Pick<Parts, 'hour' | 'minute' | 'zone'> {
  const clock = number(hour)
  const shifted =
    clock === undefined || half === undefined ? clock : (clock % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return { hour: shifted, minute: number(minute), zone: zoneOf(zone) }
}

/** "GMT+7" and "UTC-03:30" to an offset. */
function zoneOf(zone: string | undefined): string | undefined {
  const offset = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '')
  return offset === null
    ? ZONES[(zone ?? '').toLowerCase()]
    : `${offset[1]}${(offset[2] ?? '').padStart(2, '0')}:${offset[3] ?? '00'}`
}

function ymd(year?: string, month?: string | number, day?: string): Parts {
  return { year: Number(year), month: Number(month), day: Number(day) }
}

function monthNumber(name: string | undefined): number {
  return MONTHS[(name ?? '').toLowerCase()] ?? 0
}

function number(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits)
}

function offsetOf(offset: string | undefined): string | undefined {
  if (offset === undefined) return undefined
  return ZONES[offset.toLowerCase()] ?? `${offset.slice(0, 3)}:${offset.slice(-2)}`
}

function format({ year, month, day, hour, minute, zone }: Parts): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  const hasTime = hour !== undefined && minute !== undefined && zone !== undefined && hour < 24 && minute < 60
  return hasTime ? `${date}T${two(hour)}:${two(minute)}${zone}` : date
}
