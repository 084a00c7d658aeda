import { type HtmlOfDocument, LightElement, LightParent, LightText } from './light-dom.ts'

/** A page as `light-dom.ts` has it. */
export class LightDocument extends LightParent {
  readonly nodeType = 9
  readonly nodeName = '#document'
  readonly ownerDocument = null
  readonly html: HtmlOfDocument

  constructor(html: HtmlOfDocument) {
    super()
    this.html = html
  }

  get documentElement(): LightElement {
    return this.firstElementChild ?? this.appendChild(this.createElement('html'))
  }

  get head(): LightElement {
    const root = this.documentElement
    const { firstElementChild } = root
    if (firstElementChild?.localName === 'head') return firstElementChild
    return root.insertBefore(this.createElement('head'), root.firstChild)
  }

  get body(): LightElement {
    const { head } = this
    const next = head.nextElementSibling
    if (next?.localName === 'body') return next
    return this.documentElement.insertBefore(this.createElement('body'), head.nextSibling)
  }

  get title(): string {
    return this.head.querySelector('title')?.textContent ?? ''
  }

  /** What the page says that relative addresses are relative to; its own address is not known here. */
  get baseURI(): string | null {
    return this.querySelector('base')?.getAttribute('href') ?? null
  }

  get documentURI(): string | null {
    return this.baseURI
  }

  createElement(name: string): LightElement {
    return new LightElement(this, name.toLowerCase())
  }

  createTextNode(data: string): LightText {
    return new LightText(this, data)
  }

  protected override get document(): LightDocument {
    return this
  }
}
