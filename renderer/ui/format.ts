/** Words a reader takes in per minute; a cautious middle for newspaper prose in Indonesian and English. */
export const WORDS_PER_MINUTE = 200

/** Whole minutes, at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE))
}

/**
 * A calendar date in the reader's language ("6 Agu 2022").
 * @param iso an ISO 8601 date or date-time. A date-time with an offset shows the day it had where it was written, so
 *   the same article never changes its date with the reader's time zone; UTC ("Z") is shown in the reader's zone.
 */
export function formatDate(iso: string, locale: string, month: 'short' | 'long' = 'short'): string {
  const isUtcInstant = iso.endsWith('Z')
  const date = new Date(isUtcInstant ? iso : `${iso.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return iso
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month, year: 'numeric' }
  if (isUtcInstant) return new Intl.DateTimeFormat(locale, options).format(date)
  const key = `${locale} ${month}`
  const format = dayFormats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  dayFormats.set(key, format)
  return format.format(date)
}

/** Made once, for a list makes many; not those of the reader's zone, which may become another while Simak runs. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()
const numberFormats = new Map<string, Intl.NumberFormat>()

/** A moment (ms since 1970) in the reader's zone and language: "21 Nov 2026, 14.02". */
export function formatTime(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))
}

export function formatNumber(value: number, locale: string, options?: Intl.NumberFormatOptions): string {
  if (options !== undefined) return new Intl.NumberFormat(locale, options).format(value)
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale)
  numberFormats.set(locale, format)
  return format.format(value)
}

/** Bytes in MB (1024 * 1024), as file managers count them. */
export function formatMegabytes(bytes: number, locale: string): string {
  return `${formatNumber(bytes / (1024 * 1024), locale, { maximumFractionDigits: 1 })}\u00a0MB`
}
