/** Text without percent-encoding (RFC 3986, section 2.1); null where that is broken or no UTF-8. */
export function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
