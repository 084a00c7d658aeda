import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { importBytes } from './import-file.ts'
import { parsePage } from './parse-page.ts'

const P = '<p>The villagers built a bamboo bridge across the river before the rain came, and it held.</p>'

test.each([
  ['no html and no body', `${P}${P}`],
  ['text after the end of the page', `<html><head><title>T</title></head><body>${P}</body></html>${P}bare words`],
  ['an end of the page in its middle', `<html><body>${P}</body></html><div>${P}</div></div></body></html>${P}`],
  ['two bodies', `<html><head></head><body>${P}</body><body>${P}</body></html>`],
  ['two pages', `<html><body>${P}</body></html><html><head><meta name="a"></head><body>${P}</body></html>`],
  ['a piece of a page', `</div></li></ul>${P}<div>${P}</div></main></body></html>`],
  ['nothing but words', 'Only words'],
])('%s: everything is in the one body, as in a browser', (_, html) => {
  const { body, documentElement, childNodes } = parsePage(html)
  const words = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim()
  expect(words(body.textContent)).toBe(words(new JSDOM(html).window.document.body.textContent))
  expect([...documentElement.children].map((child) => child.nodeName)).toEqual(['HEAD', 'BODY'])
  expect([...childNodes].filter((node) => node.nodeType === 1)).toEqual([documentElement])
})

test('what a page says in its head to browsers without scripts does not stop it', async () => {
  const html = `<html><head><noscript><div><p>${P.repeat(3)}</p></div></noscript></head><body><div>${P.repeat(5)}</div></body></html>`
  expect(await importBytes('page.html', new TextEncoder().encode(html))).toMatchObject({ ok: true })
})
