import { type Payload, type PayloadTable, fillIn } from './payload.ts'

/** Markup in what an importer takes for an article's facts: they are shown outside of the article's text. */
const FACTS: PayloadTable = {
  'fact-title': '<title>Harbour &lt;img src=data:, onerror={run}&gt;&lt;script&gt;{run}&lt;/script&gt;</title>',
  'fact-author': '<meta name="author" content="&lt;img src=data:, onerror={run}&gt;">',
  'fact-site': '<meta property="og:site_name" content="&lt;svg onload={run}&gt;">',
  'fact-title-property': '<meta property="og:title" content="&lt;img src={http}/a.png onerror={run}&gt;">',
  'fact-address': '<link rel="canonical" href="javascript:{run}"><meta property="og:url" content="javascript:{run}">',
  'fact-published': '<meta property="article:published_time" content="&quot;&gt;&lt;script&gt;{run}&lt;/script&gt;">',
  'fact-linked-data':
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"<img src=data:, onerror={run}>","url":"javascript:{run}","image":"{http}/a.png"}</script>',
}

/** Markdown's own ways to links, images and markup. */
const MARKDOWN: PayloadTable = {
  'md-link': '[a link](javascript:{run})',
  'md-link-entity': '[a link](java&#115;cript&colon;{run})',
  'md-link-data': '[a link](data:text/html,<script>{run}</script>)',
  'md-link-reference': '[a link][evil]\n\n[evil]: javascript:{run}',
  'md-autolink': '<javascript:{run}> <{http}/a>',
  'md-image': '![an image]({http}/a.png)',
  'md-image-javascript': '![an image](javascript:{run})',
  'md-image-reference': '![an image][pic]\n\n[pic]: {http}/b.png "title"',
  'md-title-break': '[a link](http://x "\\"onmouseover={run}")',
  'md-html-block': '<div onclick="{run}"><img src=data:, onerror="{run}"></div>',
  'md-html-inline': 'a word <img src=data:, onerror="{run}"> and <b onmouseover="{run}">another</b>',
  'md-html-comment': '<!-- --><script>{run}</script><!-- -->',
  'md-table': '| a |\n|---|\n| <img src=data:, onerror="{run}"> |',
  'md-code-break': '```"><img src=data:, onerror="{run}">\ncode\n```',
}

export const FACT_PAYLOADS: readonly Payload[] = fillIn(FACTS)
export const MARKDOWN_PAYLOADS: readonly Payload[] = fillIn(MARKDOWN)
