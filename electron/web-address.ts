/** What a reader typed as the address of a page; https where no scheme was. Null for what is none. */
export function webAddressOf(typed: string): URL | null {
  const text = typed.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  return url !== null && isWebAddress(url.href) && url.username === '' && url.password === '' ? url : null
}

/** Only what a browser opens as a page: no `file:`, no schemes of other programs. */
export function isWebAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
}
