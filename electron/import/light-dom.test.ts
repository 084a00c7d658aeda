import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { parseLight } from './light-parser.ts'

function bodyOf(html: string): Element {
  return parseLight(`<html><head></head><body>${html}</body></html>`).body
}

describe('the tree', () => {
  test('is what jsdom makes of well-formed mark-up, whatever is done with it', () => {
    const names = ['p', 'div', 'b', 'span', 'section']
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 4 }, fc.constantFrom('a', 'b & c', '"d"', '<'), tie('element')),
      element: fc.record({
        name: fc.constantFrom('div', 'span', 'b', 'section'),
        id: fc.option(fc.constantFrom('x', 'y"z')),
        inner: fc.array(tie('node'), { maxLength: 4 }),
      }),
    })).node
    const step = fc.record({ what: fc.nat(6), at: fc.nat(), to: fc.nat(), name: fc.constantFrom(...names) })
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), fc.array(step, { maxLength: 12 }), (nodes, steps) => {
        const html = nodes.map(htmlOf).join('')
        const light = bodyOf(html)
        const { body } = new JSDOM(`<body>${html}</body>`).window.document
        for (const one of steps) {
          change(light, one)
          change(body, one)
          expect(light.innerHTML).toBe(body.innerHTML)
          expect(linksOf(light)).toEqual(linksOf(body))
        }
        expect(light.textContent).toBe(body.textContent)
      }),
    )
  })

  test('leaves out what is never shown, and keeps structured data', () => {
    const html =
      '<script>a</script><script type="application/ld+json">{}</script><style>b</style><svg><title>c</title><g/></svg><template><p>d</p></template><!-- e --><p>f</p>'
    expect(bodyOf(html).innerHTML).toBe('<script type="application/ld+json">{}</script><p>f</p>')
  })

  test('one text, however many character references are in it', () => {
    expect(bodyOf('a&amp;b&nbsp;c &lt;').childNodes).toHaveLength(1)
    expect(bodyOf('a&amp;b&nbsp;c &lt;').innerHTML).toBe('a&amp;b&nbsp;c &lt;')
  })

  test('names of Object.prototype are no attributes', () => {
    const [p] = bodyOf('<p constructor="a" __proto__="b">c</p><p>d</p>').children
    expect(p?.getAttribute('toString')).toBeNull()
    expect(p?.nextElementSibling?.getAttribute('constructor')).toBeNull()
  })

  test('the last declaration of a style counts', () => {
    const [p] = bodyOf('<p style="display: block; color: red; DISPLAY:none">a</p>').querySelectorAll<HTMLElement>('p')
    expect(p?.style.display).toBe('none')
    expect(p?.style.visibility).toBe('')
  })
})

/** Text and elements as HTML. */
function htmlOf(node: unknown): string {
  if (typeof node === 'string') return node.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const { name, id, inner } = node as { name: string; id: string | null; inner: unknown[] }
  const attribute = id === null ? '' : ` id="${id.replace(/"/g, '&quot;')}"`
  return `<${name}${attribute}>${inner.map(htmlOf).join('')}</${name}>`
}

/** The same change on either tree. */
function change(body: Element, { what, at, to, name }: { what: number; at: number; to: number; name: string }): void {
  const all = [...body.querySelectorAll('*')]
  const element = all[at % Math.max(1, all.length)]
  const other = all[to % Math.max(1, all.length)]
  if (element === undefined || other === undefined) return
  const made = body.ownerDocument.createElement(name)
  if (what === 0) element.remove()
  else if (what === 1 && !element.contains(other)) other.append(element)
  else if (what === 2) element.replaceWith('x', made)
  else if (what === 3 && !element.contains(other)) other.parentNode?.insertBefore(element, other)
  else if (what === 4) element.replaceChildren('y', made, ...element.childNodes)
  else if (what === 5) element.parentNode?.replaceChild(other.cloneNode(true), element)
  else if (what === 6) element.prepend(made, 'z')
}

/** What every node says of its neighbours. */
function linksOf(body: Element): unknown[] {
  return [...body.querySelectorAll('*')].map((element) => [
    element.nodeName,
    element.parentElement?.nodeName,
    element.firstChild?.nodeName,
    element.lastChild?.nodeName,
    element.nextSibling?.nodeName,
    element.previousSibling?.nodeName,
    element.nextElementSibling?.nodeName,
    element.previousElementSibling?.nodeName,
    [...element.children].length,
    [...element.childNodes].length,
  ])
}

describe('selectors', () => {
  const HTML =
    '<div class="a b"><p id="one" title="x y">1</p><span><p class="b">2</p></span></div><h1>3</h1><h2 class="c">4</h2><a rel="author me" href="https://a.example">5</a>'
  test.each([
    'p',
    '*',
    'p, h1,a',
    '.b',
    'div.a.b',
    '[title]',
    '[title="x y"]',
    "a[rel~='author']",
    '[rel~="aut"]',
    'a[href^="https:"]',
    'div p',
    'div > p',
    'div span p.b',
    'h1 + h2.c',
    'span + h2',
    '[id=one], .c',
    'a[rel~="author"], [rel="author"]',
  ])('%s', (selector) => {
    const { body } = new JSDOM(`<body>${HTML}</body>`).window.document
    const texts = (root: Element): (string | null)[] =>
      [...root.querySelectorAll(selector)].map((element) => element.textContent)
    expect(texts(bodyOf(HTML))).toEqual(texts(body))
    expect(bodyOf(HTML).querySelector(selector)?.textContent).toBe(body.querySelector(selector)?.textContent)
  })

  test('one that is not known is no silent miss', () => {
    for (const selector of ['p:first-child', '', '#one', 'p ~ p', 'p > > p'])
      expect(() => bodyOf(HTML).querySelector(selector)).toThrow('selector')
  })
})
