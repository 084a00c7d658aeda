const MARK = 'hostile:'

/** Script source that shows that it ran: a console message, which reaches the driver from every frame and worker. */
export function canary(id: string): string {
  return `console.warn(\`${MARK}${id}\`)`
}

/** The id in a canary's console message; null for any other message, Chromium's reports of refusals among them. */
export function canaryIn(message: string): string | null {
  return message.startsWith(MARK) ? message.slice(MARK.length) : null
}
