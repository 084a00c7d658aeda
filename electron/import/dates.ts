/** Dates as Indonesian and English outlets write them, to ISO 8601. */

export interface DateOptions {
  /** "5/9/2023" is 5 September (true), 9 May (false), or not taken where both are possible (null). */
  dayFirst: boolean | null
}

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'januari january jan',
    'februari february pebruari feb',
    'maret march mar',
    'april apr',
    'mei may',
    'juni june jun',
    'juli july jul',
    'agustus august agu agt ags aug',
    'september sep sept',
    'oktober october okt oct',
    'november nopember nov nop',
    'desember december des dec',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
)

const ZONES: Readonly<Record<string, string>> = {
  wib: '+07:00',
  wita: '+08:00',
  wit: '+09:00',
  utc: '+00:00',
  gmt: '+00:00',
  z: '+00:00',
}

const MONTH = `(${Object.keys(MONTHS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})\\.?`
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'
const YEAR = '((?:19|20)\\d{2})'
const TIME =
  '(?:[\\s,|\\-–—·•/@]*(?:pukul|jam|at|pkl\\.?)?\\s*(\\d{1,2})[:.](\\d{2})(?:[:.]\\d{2})?(?:\\s*([ap])\\.?m\\b\\.?)?(?:\\s*\\(?(wib|wita|wit|utc|gmt)\\b)?)?'

const ISO_DATE =
  /\b((?:19|20)\d{2})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?/i
const DAY_MONTH_YEAR = new RegExp(`\\b${DAY}[\\s/-]+(?:of\\s+)?${MONTH}[\\s,/-]+${YEAR}${TIME}`, 'i')
const MONTH_DAY_YEAR = new RegExp(`\\b${MONTH}\\s+${DAY},?\\s+${YEAR}${TIME}`, 'i')
const NUMERIC = new RegExp(`\\b(\\d{1,2})[/.-](\\d{1,2})[/.-]${YEAR}${TIME}`, 'i')
const YEAR_FIRST = /\b((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\b/

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
  const found = [isoDate(text), worded(text), numeric(text, options)].filter((match) => match !== null)
  const first = found.toSorted((a, b) => a.index - b.index)[0]
  return first === undefined ? null : format(first.parts)
}

/** Whether the line says nothing but a date, such as "Sabtu, 6 Agustus 2022 | 17:05 WIB". */
export function isDateLine(line: string): boolean {
  if (line.length > 110 || findDate(line, { dayFirst: true }) === null) return false
  const rest = [ISO_DATE, DAY_MONTH_YEAR, MONTH_DAY_YEAR, NUMERIC, YEAR_FIRST]
    .reduce((left, pattern) => left.replaceAll(new RegExp(pattern, 'gi'), ' '), line)
    .replace(
      /\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/gi,
      ' ',
    )
    .replace(
      /\b(?:mon|tue|wed|thu|fri|sat|sun|sen|sel|rab|kam|jum|sab|min|wib|wita|wit|gmt|utc|et|est|edt|ct|pt|pst|pdt|bst|cet|cest|ist|pukul|jam|on|at|am|pm)\b/gi,
      ' ',
    )
    .replace(
      /\b(?:published|updated|posted|original(?:ly)?|modified|last|diterbitkan|diperbarui|terbit|tayang|rilis|tanggal|date|pada|hari|dipublikasikan|diupdate|update|dibuat)\b/gi,
      ' ',
    )
    .replace(
      /(?:dibaca|dilihat|views?|hits?|oleh)?\s*:?\s*[\d.,]+\s*[km]?\s*(?:views?|hits?|kali|x|pembaca|dilihat|menit baca|menit|min read)\b/gi,
      ' ',
    )
    .replace(/\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\b\.?)?/gi, ' ')
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
  if (monthFirst === null) return null
  const [, month, day, year, ...time] = monthFirst
  return found(monthFirst.index, { ...ymd(year, monthNumber(month), day), ...timeOf(time) })
}

function numeric(text: string, options: DateOptions): Found | null {
  const match = NUMERIC.exec(text)
  if (match === null) return null
  const [, first, second, year, ...time] = match
  const dayFirst = Number(first) > 12 ? true : Number(second) > 12 ? false : options.dayFirst
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
  return { hour: shifted, minute: number(minute), zone: zone === undefined ? undefined : ZONES[zone.toLowerCase()] }
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
