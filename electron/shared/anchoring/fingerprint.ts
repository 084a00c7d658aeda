/**
 * 64 bits of a text as 16 hexadecimal digits: two FNV-1a hashes (Fowler, Noll, Vo) with different offsets over its
 * UTF-16 units. Tells whether a text is the same as before; no protection against a text that is made to collide.
 */
export function fingerprint(text: string): string {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b)
    b ^= b >>> 15
  }
  return hex(a) + hex(b)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
