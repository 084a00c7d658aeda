import { type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { CONTENT_LINK_SCHEMES } from '#shared/content-allow-list.ts'
import { markText } from '../ui/mark-text.ts'
import { requestLink } from './link-request.ts'
import styles from './NoteText.module.css'

export interface NoteTextProps {
  markdown: string
  /** Words of the library search, marked in the note. */
  words: readonly string[]
  /** Unique on the page: footnotes link by it. */
  id: string
}

const COMPONENTS: Components = {
  a: ({ href, children }) => <InertLink address={href ?? ''}>{children}</InertLink>,
  // A note shows no images: they could only come from elsewhere.
  img: ({ alt }) => <>{alt}</>,
}

/** A note as it reads: Markdown with tables and the like, without raw HTML and images, with inert links. */
export function NoteText({ markdown, words, id }: NoteTextProps) {
  const { i18n } = useTranslation()
  const wordKey = words.join('\n')
  // mark.js rearranges the text nodes, so React must make the element anew rather than change it.
  return <MarkedNote key={`${i18n.language}\n${wordKey}\n${markdown}`} markdown={markdown} wordKey={wordKey} id={id} />
}

function MarkedNote({ markdown, wordKey, id }: { markdown: string; wordKey: string; id: string }) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (element.current !== null && wordKey !== '') markText(element.current, wordKey.split('\n'))
  }, [wordKey])
  const footnoteLabel = t('annotations:note.footnotes')
  const rendered = useMemo(
    () => (
      <Markdown
        remarkPlugins={[remarkGfm]}
        remarkRehypeOptions={{ clobberPrefix: `note-${id}-`, footnoteLabel }}
        components={COMPONENTS}
        urlTransform={safeAddress}
        skipHtml
      >
        {markdown}
      </Markdown>
    ),
    [markdown, id, footnoteLabel],
  )
  return (
    <div ref={element} dir="auto" className={styles.note}>
      {rendered}
    </div>
  )
}

function safeAddress(address: string): string {
  return URL.canParse(address) && CONTENT_LINK_SCHEMES.includes(new URL(address).protocol) ? address : ''
}

function InertLink({ address, children }: { address: string; children?: ReactNode }) {
  if (address === '') return <>{children}</>
  return (
    <button type="button" role="link" title={address} className={styles.link} onClick={() => requestLink(address)}>
      {children}
    </button>
  )
}
