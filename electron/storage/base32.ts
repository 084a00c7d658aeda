const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** The first `characters` of the bytes in base32 (RFC 4648, section 6; lower case, no padding). */
export function base32(bytes: Uint8Array, characters: number): string {
  let text = ''
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5 && text.length < characters) {
      bits -= 5
      text += ALPHABET[(buffer >>> bits) & 31]
    }
    buffer &= 31
  }
  return text
}
