// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import { ADDRESS_ATTRIBUTE, addressAt, allowedAddress, disarmLink, insertContent } from './content.ts'
import { TextMap } from './text-map.ts'

describe('addresses', () => {
  test.each([
    ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
    ['HTTP://EXAMPLE.ORG', 'http://example.org/'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['javascript:alert(1)', null],
    [' java\tscript:alert(1)', null],
    ['file:///etc/passwd', null],
    ['obsidian://open', null],
    ['simak://app/', null],
    ['//example.org', null],
    ['#part', null],
    ['', null],
  ])('%s', (href, expected) => {
    expect(allowedAddress(href)).toBe(expected)
  })

  test('a link keeps its address as data only', () => {
    const link = document.createElement('a')
    link.href = 'https://example.org/'
    disarmLink(link)
    expect(link.hasAttribute('href')).toBe(false)
    expect(link.getAttribute('role')).toBe('link')
    expect(link.tabIndex).toBe(0)
    const inner = document.createElement('b')
    link.append(inner)
    expect(addressAt(inner)).toBe('https://example.org/')
  })

  test('a link of another scheme is plain text', () => {
    const link = document.createElement('a')
    link.setAttribute('href', 'file:///x')
    disarmLink(link)
    expect(link.attributes).toHaveLength(0)
    expect(link.hasAttribute(ADDRESS_ATTRIBUTE)).toBe(false)
    expect(addressAt(link)).toBeNull()
  })
})

describe('inserting', () => {
  function contentOf(paragraphs: number): HTMLElement {
    const content = document.implementation.createHTMLDocument('').body
    for (let index = 0; index < paragraphs; index++) {
      const paragraph = document.createElement('p')
      paragraph.append(`Paragraph ${index}`)
      content.append(paragraph)
    }
    return content
  }

  test('short content goes in at once', () => {
    const host = document.createElement('div')
    let done = 0
    insertContent(host, contentOf(3), {
      length: 100,
      sectionClass: 's',
      onInserted: (section) => (section === null ? done++ : undefined),
    })
    expect(host.querySelectorAll(':scope > p')).toHaveLength(3)
    expect(done).toBe(1)
  })

  test('long content goes in by sections; its text stays the same', () => {
    const host = document.createElement('div')
    const content = contentOf(1000)
    const map = new TextMap(content)
    let done = 0
    const insertion = insertContent(host, content, {
      length: 200_000,
      sectionClass: 's',
      onInserted: (section) => (section === null ? done++ : undefined),
    })
    expect(host.children).toHaveLength(1)
    expect(done).toBe(0)
    insertion.finish()
    insertion.finish()
    expect(done).toBe(1)
    expect(host.querySelectorAll('p')).toHaveLength(1000)
    expect(new TextMap(host).text).toBe(map.text)
    expect(map.toDomRange(0, 9)?.startNode.isConnected).toBe(false)
    document.body.replaceChildren(host)
    expect(map.toDomRange(0, 9)?.startNode.isConnected).toBe(true)
  })
})
