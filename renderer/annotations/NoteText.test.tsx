// @vitest-environment jsdom
import i18next from 'i18next'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkRequest } from './link-request.ts'
import { NoteText } from './NoteText.tsx'

let host: HTMLElement

function show(markdown: string, words: string[] = []): HTMLElement {
  const root = createRoot(host)
  act(() => root.render(<NoteText markdown={markdown} words={words} id="a" />))
  return host
}

beforeAll(() => i18next.use(initReactI18next).init({ lng: 'en', resources: {} }))

beforeEach(() => {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true)
  host = document.createElement('div')
  document.body.replaceChildren(host)
})

afterEach(() => {
  linkRequest.setState({ address: null })
})

describe('a note', () => {
  test('reads as Markdown with tables', () => {
    const note = show('**bold** and ~~gone~~\n\n| a |\n|---|\n| 1 |')
    expect(note.querySelector('strong')?.textContent).toBe('bold')
    expect(note.querySelector('del')?.textContent).toBe('gone')
    expect(note.querySelector('td')?.textContent).toBe('1')
  })

  test('shows neither images nor raw HTML', () => {
    const note = show('![tide](https://example.org/x.png) <img src=x> <script>1</script>\n\n<iframe></iframe>')
    expect(note.querySelectorAll('img, script, iframe')).toHaveLength(0)
    expect(note.textContent).toContain('tide')
  })

  test('has links that only ask', () => {
    const note = show('[a](https://example.org/) <https://example.org/b>')
    const links = note.querySelectorAll<HTMLElement>('[role="link"]')
    expect(note.querySelectorAll('[href]')).toHaveLength(0)
    expect(links).toHaveLength(2)
    links[0]?.click()
    expect(linkRequest.getState().address).toBe('https://example.org/')
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'obsidian:x', '#part', '/x'])(
    'has no link to %s',
    (address) => {
      const note = show(`[a](${address})`)
      expect(note.querySelectorAll('[role="link"], [href]')).toHaveLength(0)
      expect(note.textContent).toBe('a')
    },
  )

  test('has the words of a search marked', () => {
    expect(
      [...show('Pasang *laut* dan lautan', ['laut']).querySelectorAll('mark')].map((mark) => mark.textContent),
    ).toEqual(['laut', 'laut'])
  })
})
