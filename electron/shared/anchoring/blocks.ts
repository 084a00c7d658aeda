/** Blocks of the article text are its lines; the text of one and its number, counted from 0. */
export interface Block {
  ordinal: number
  text: string
}

/** The block that holds the unit at `offset`. */
export function blockAt(text: string, offset: number): Block {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  let ordinal = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) ordinal++
  return { ordinal, text: text.slice(start, end === -1 ? text.length : end) }
}
