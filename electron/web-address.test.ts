import { expect, test } from 'vitest'
import { isWebAddress } from './web-address.ts'

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
