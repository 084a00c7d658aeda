import { type DateOptions, findDate, isDateLine } from './dates.ts'
import type { PlacedBlock } from './flatten.ts'
import { type Found, found } from './found-facts.ts'
import type { PageLine } from './page-lines.ts'
import { countWords } from './wording.ts'

/** So many lines above the text, and so many of its first ones, may show the date. */
const LINES_ABOVE = 25
const MAX_WORDS = 14

/**
 * When the page says it was published: what its metadata says, or the visible date nearest above the text. Where both
 * name the same day, the one that also knows the hour.
 */
export function visibleDate(
  stated: Found<string> | null,
  lines: readonly PageLine[],
  content: readonly PlacedBlock[],
  language: string | null,
): Found<string> | null {
  const options = optionsIn(language)
  const dates = linesAbove(lines, content)
    .toReversed()
    .flatMap(({ text }) => {
      const date = publishedIn(text, options)
      return date === null ? [] : [{ date, isSaid: isDateLine(text) || CAME_OUT.test(text) }]
    })
  // The caption of a picture names the day it shows.
  const shown = (dates.find(({ isSaid }) => isSaid) ?? dates[0])?.date
  if (shown === undefined) return stated
  if (stated === null) return found(shown, 'visible')
  if (shown.slice(0, 10) !== stated.value.slice(0, 10)) return stated
  return { ...stated, value: shown.startsWith(stated.value) ? shown : stated.value, confidence: 0.98 }
}

/** The short lines above the first longer paragraph; a line of two dates is none. */
function linesAbove(lines: readonly PageLine[], content: readonly PlacedBlock[]): PageLine[] {
  const start = content.find(({ text }) => !isShort(text))?.order ?? 0
  return lines.filter(({ order, text }) => order < start && order >= start - LINES_ABOVE && isShort(text))
}

function optionsIn(language: string | null): DateOptions {
  return { dayFirst: language === 'en' ? null : true }
}

function isShort(text: string): boolean {
  return countWords(text) <= MAX_WORDS || isDateLine(text)
}

const CHANGED =
  /(?<!\p{L})(?:updated?|modified|diperbarui|diperbaharui|diupdate|pembaruan|aktualisiert|aktualisierung|geändert|mise? à jour|modifiée? le|actualizado|actualización|atualizado|aggiornato|aggiornamento|bijgewerkt|gewijzigd|zaktualizowano|aktualizacja|aktualizováno|uppdaterad|oppdatert|opdateret|päivitetty|frissítve|actualizat|ενημέρωση|ενημερώθηκε|обновлено|güncelleme)(?!\p{L})/iu
const CAME_OUT =
  /(?<!\p{L})(?:published|posted|diterbitkan|dipublikasikan|terbit|tayang|veröffentlicht|erschienen|erstellt|publiée?|créé|publicado|publicação|publicación|pubblicato|gepubliceerd|geplaatst|opublikowano|zveřejněno|vydáno|publicerad|publisert|publiceret|offentliggjort|julkaistu|megjelent|publicat|δημοσίευση|δημοσιεύτηκε|опубликовано|yayınlanma)(?!\p{L})/iu

/** The date in a line, but not one of which it says that something was changed then. */
function publishedIn(text: string, options: DateOptions): string | null {
  const cameOut = CAME_OUT.exec(text)
  if (cameOut !== null) return findDate(text.slice(cameOut.index), options)
  return findDate(text.slice(0, CHANGED.exec(text)?.index), options)
}

/** When the page shows that it was changed, above its text. */
export function visibleChange(
  lines: readonly PageLine[],
  content: readonly PlacedBlock[],
  language: string | null,
): Found<string> | null {
  const options = optionsIn(language)
  for (const { text } of linesAbove(lines, content)) {
    const changed = CHANGED.exec(text)
    const date = changed === null ? null : findDate(text.slice(changed.index), options)
    if (date !== null) return found(date, 'visible')
  }
  return null
}

const DATED_PATH = /\/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|$)/

/** Many outlets put the day into the address: "/read/2016/02/23/...". */
export function dateOfAddress(url: string | null): Found<string> | null {
  const match = url === null || !URL.canParse(url) ? null : DATED_PATH.exec(new URL(url).pathname)
  return match === null ? null : found(`${match[1]}-${match[2]}-${match[3]}`, 'address')
}
