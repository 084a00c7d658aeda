/** Code page 855 (Cyrillic of DOS), which the Encoding Standard does not have: bytes 0x80 to 0xff, 32 in a line. */
const UPPER =
  'ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪ' +
  'аАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐' +
  '└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀' +
  'ЯрРсСтТуУжЖвВьЬ№\u00adыЫзЗшШэЭщЩчЧ§■\u00a0'

export function decodeIbm855(bytes: Uint8Array): string {
  const parts: string[] = []
  for (const byte of bytes) parts.push(byte < 0x80 ? String.fromCharCode(byte) : (UPPER[byte - 0x80] ?? ''))
  return parts.join('')
}
