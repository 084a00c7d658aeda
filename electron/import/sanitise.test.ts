import { existsSync, readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import {
  CONTENT_BLOCKS,
  CONTENT_GLOBAL_ATTRIBUTES,
  CONTENT_LINK_SCHEMES,
  contentAttributes,
  isContentPlace,
  placeOfLink,
} from '#shared/content-allow-list.ts'
import { importBytes } from './import-file.ts'

const PAYLOADS = new URL('../../../shared/corpora/xss/payloads.json', import.meta.url)
const LEAD = 'The committee met in the small hall on the river bank and talked about the water for three hours. '

/** Everything in `html` that the allow-list does not know, as readable complaints. */
function strangers(html: string): string[] {
  const { document } = new JSDOM(`<!doctype html><body>${html}</body>`).window
  return [...document.body.querySelectorAll('*')].flatMap((element) => {
    const name = element.nodeName.toLowerCase()
    const own = contentAttributes(name)
    if (own === null) return [`<${name}>`]
    const attributes = [...element.attributes].filter(
      (attribute) => !own.includes(attribute.name) && !CONTENT_GLOBAL_ATTRIBUTES.includes(attribute.name),
    )
    const href = own.includes('href') ? element.getAttribute('href') : null
    const badLink =
      href !== null && placeOfLink(href) === null && !CONTENT_LINK_SCHEMES.includes(new URL(href).protocol)
    const badName = element.hasAttribute('id') && !isContentPlace(element.id)
    return [
      ...attributes.map((attribute) => `${name}[${attribute.name}]`),
      ...(badLink ? [`href ${href}`] : []),
      ...(badName ? [`id ${element.id}`] : []),
    ]
  })
}

async function importedHtml(name: string, text: string): Promise<string[]> {
  const result = await importBytes(name, new TextEncoder().encode(text))
  if (!result.ok) return []
  return [result.value.content, ...result.value.facts.removals.map((removal) => removal.html)]
}

function wrappings(payload: string): [string, string][] {
  const prose = `<p>${LEAD.repeat(4)}</p>`
  return [
    [
      'page.html',
      `<html><head><title>A day at the river</title></head><body><article><h1>A day at the river</h1>${prose}<div>${payload}</div>${prose}</article></body></html>`,
    ],
    ['page.html', `<nav>${payload}</nav>${prose}${prose}<p>${payload}</p>`],
    ['note.md', `# A day at the river\n\n${LEAD.repeat(4)}\n\n${payload}\n\n${LEAD}`],
    ['note.txt', `A day at the river\n\n${LEAD.repeat(4)}\n\n${payload}\n\n${LEAD}`],
  ]
}

const OWN_PAYLOADS: readonly (readonly [string, string])[] = [
  ['a script', '<script>alert(1)</script><p>after</p>'],
  ['an event handler', '<p onclick="alert(1)" onmouseover=alert(1)>words</p>'],
  ['a javascript link', '<a href="javascript:alert(1)">words</a><a href="&#106;ava&#x0A;script:alert(1)">words</a>'],
  [
    'other schemes',
    '<a href="file:///etc/passwd">a</a><a href="data:text/html,x">b</a><a href="vbscript:x">c</a><a href="smb://h/x">d</a>',
  ],
  [
    'frames and objects',
    '<iframe src="https://a.example/"></iframe><object data="x"></object><embed src="x"><frame src="x">',
  ],
  ['forms', '<form action="https://a.example/"><input name="q"><button formaction="javascript:x">go</button></form>'],
  ['a refresh', '<meta http-equiv="refresh" content="0;url=https://a.example/">'],
  ['hints', '<link rel="preconnect" href="https://a.example/"><link rel="dns-prefetch" href="//a.example">'],
  [
    'remote pictures',
    '<img src="https://a.example/x.png" srcset="https://a.example/y.png 2x" alt="a quiet river"><picture><source srcset="https://a.example/z"></picture>',
  ],
  [
    'styles',
    '<style>@import url(https://a.example/x.css)</style><p style="background:url(https://a.example/y)">words</p>',
  ],
  [
    'media',
    '<video src="https://a.example/v" poster="https://a.example/p"></video><audio src="https://a.example/a"></audio>',
  ],
  [
    'SVG',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a><use href="https://a.example/#a"/></svg>',
  ],
  ['MathML', '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'],
  ['a template', '<template><script>alert(1)</script></template>'],
  ['a base', '<base href="https://a.example/"><a href="x">words</a>'],
  ['clobbering', '<a id="location" name="documentElement" class="x" href="https://a.example/">words</a>'],
  ['half-open mark-up', '<p><a href="https://a.example/" title="</p><script>alert(1)</script>">words'],
  ['a noscript', '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>'],
]

describe('nothing outside the allow-list comes through an import', () => {
  test.each(OWN_PAYLOADS)('%s', async (_, payload) => {
    for (const [name, text] of wrappings(payload)) {
      for (const html of await importedHtml(name, text)) expect(strangers(html)).toEqual([])
    }
  })

  test('the payloads of the shared corpus', { timeout: 120_000 }, async (context) => {
    if (!existsSync(PAYLOADS)) return context.skip('../shared is not here')
    const payloads: { payload: string }[] = JSON.parse(readFileSync(PAYLOADS, 'utf8'))
    let seen = 0
    for (const entry of payloads) {
      const { payload } = entry
      for (const [name, text] of wrappings(payload)) {
        for (const html of await importedHtml(name, text)) {
          seen += 1
          expect({ payload, strangers: strangers(html) }).toEqual({ payload, strangers: [] })
        }
      }
    }
    expect(seen).toBeGreaterThan(payloads.length)
  })

  test('the check finds what is not allowed', () => {
    expect(strangers('<p onclick="x">a</p>')).toEqual(['p[onclick]'])
    expect(strangers('<p id="location">a</p><p id="to-1">b</p>')).toEqual(['id location'])
    expect(strangers('<math><mi class="x">a</mi></math>')).toEqual(['mi[class]'])
    expect(strangers('<script></script>')).toEqual(['<script>'])
    expect(strangers('<a href="javascript:x">a</a>')).toEqual(['href javascript:x'])
  })
})

test('the top level of the content is a sequence of blocks', async () => {
  for (const [, payload] of OWN_PAYLOADS) {
    for (const [name, text] of wrappings(payload)) {
      const result = await importBytes(name, new TextEncoder().encode(text))
      if (!result.ok) continue
      const { document } = new JSDOM(`<!doctype html><body>${result.value.content}</body>`).window
      expect([...document.body.childNodes].filter((node) => node.nodeType !== 1)).toEqual([])
      for (const element of document.body.children) expect(CONTENT_BLOCKS).toContain(element.nodeName.toLowerCase())
    }
  }
})
