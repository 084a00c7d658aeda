/** A text of which it is not sure in which encoding it was written: what its first odd letters are in the two likeliest. */
export interface EncodingDoubt {
  used: EncodingReading
  other: EncodingReading
}

export interface EncodingReading {
  /** WHATWG label. */
  encoding: string
  /** Some words around the first letter that the two read otherwise. */
  sample: string
}
