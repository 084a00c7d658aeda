/** Letters that Unicode does not take apart into a letter and a mark. */
const STROKES: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ħ: 'h', ŧ: 't', ı: 'i' }

/** Text without case and diacritics, for comparing only. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[łđøħŧı]/g, (letter) => STROKES[letter] ?? letter)
}
