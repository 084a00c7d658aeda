import { expect, test } from 'vitest'
import { isWebAddress, webAddressOf } from './web-address.ts'

test.each(['https://example.org/a?b#c', 'http://example.org', 'HTTPS://EXAMPLE.ORG'])('%s may be opened', (address) => {
  expect(isWebAddress(address)).toBe(true)
})

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'obsidian://x',
  'smb://host/x',
  'mailto:a@example.org',
  '//example.org',
  '',
])('"%s" may not', (address) => {
  expect(isWebAddress(address)).toBe(false)
})

test.each([
  ['kabar.example/berita', 'https://kabar.example/berita'],
  [' https://kabar.example ', 'https://kabar.example/'],
  ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
  ['localhost:8080', 'https://localhost:8080/'],
])('%j is typed for %s', (typed, address) => expect(webAddressOf(typed)?.href).toBe(address))

test.each([
  '',
  'two words',
  'file:///etc/passwd',
  'https://name:secret@kabar.example',
  'javascript:alert(1)',
  'mailto:a@b.example',
])('%j is the address of no page', (typed) => expect(webAddressOf(typed)).toBeNull())
