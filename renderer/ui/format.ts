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
  return new Intl.DateTimeFormat(locale, isUtcInstant ? options : { ...options, timeZone: 'UTC' }).format(date)
}

/** A moment (ms since 1970) in the reader's zone and language: "21 Nov 2026, 14.02". */
export function formatTime(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))
}

export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale, options).format(value)
}

/** Bytes in MB (1024 * 1024), as file managers count them. */
export function formatMegabytes(bytes: number, locale: string): string {
  return `${formatNumber(bytes / (1024 * 1024), locale, { maximumFractionDigits: 1 })}\u00a0MB`
}
