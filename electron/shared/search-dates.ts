/** Both ends belong to the range; null is open. Days are ISO dates; ages are days before now (`least` is the younger end). */
export type DateRange =
  | { kind: 'days'; from: string | null; to: string | null }
  | { kind: 'age'; least: number | null; most: number | null }

const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/
const AGE = /^(\d{1,5})([dhwmytb])$/i
/** Days of a unit of age: day/hari, week, month/bulan, year/tahun. */
const UNIT_DAYS: Record<string, number> = { d: 1, h: 1, w: 7, m: 30, b: 30, y: 365, t: 365 }

/** `2022`, `2022-08..2023`, `..2021-05-01`, `>2022`, `<30d` (younger than 30 days), `>1y`. Null for anything else. */
export function parseRange(value: string): DateRange | null {
  const compared = /^([<>]=?)(.+)$/.exec(value)
  if (compared !== null) return comparedRange(compared[1] ?? '', compared[2] ?? '')
  const [from, to, ...more] = value.split('..')
  if (from === undefined || more.length > 0) return null
  if (to === undefined) {
    const days = ageOf(from)
    if (days !== null) return { kind: 'age', least: null, most: days }
    const span = daySpan(from)
    return span === null ? null : { kind: 'days', ...span }
  }
  const first = from === '' ? { from: null } : daySpan(from)
  const last = to === '' ? { to: null } : daySpan(to)
  if (first === null || last === null || (from === '' && to === '')) return null
  return { kind: 'days', from: first.from, to: last.to }
}

function comparedRange(sign: string, value: string): DateRange | null {
  const days = ageOf(value)
  if (days !== null) {
    return sign.startsWith('<') ? { kind: 'age', least: null, most: days } : { kind: 'age', least: days, most: null }
  }
  const span = daySpan(value)
  if (span === null) return null
  switch (sign) {
    case '<':
      return { kind: 'days', from: null, to: dayBeside(span.from, -1) }
    case '<=':
      return { kind: 'days', from: null, to: span.to }
    case '>':
      return { kind: 'days', from: dayBeside(span.to, 1), to: null }
    default:
      return { kind: 'days', from: span.from, to: null }
  }
}

function ageOf(value: string): number | null {
  const found = AGE.exec(value)
  return found === null ? null : Number(found[1]) * (UNIT_DAYS[(found[2] ?? '').toLowerCase()] ?? 1)
}

function daySpan(value: string): { from: string; to: string } | null {
  const found = DATE.exec(value)
  if (found === null) return null
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)]
  if (month > 12 || (found[2] !== undefined && month === 0)) return null
  if (found[3] !== undefined && (day === 0 || day > lastDay(year, month))) return null
  const from = isoDay(year, month || 1, day || 1)
  return { from, to: isoDay(year, month || 12, day || lastDay(year, month || 12)) }
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function dayBeside(day: string, step: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + step)
  // Before the year 0 and after 9999 ISO dates get a sign and more digits, which do not compare as text.
  const iso = date.toISOString()
  return iso.startsWith('-') || iso.startsWith('+') ? day : iso.slice(0, 10)
}
