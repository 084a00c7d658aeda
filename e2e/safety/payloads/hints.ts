import type { PayloadTable } from './payload.ts'

/** Hints to the browser: what it may look up, connect to or fetch in advance. A policy does not stop all of them. */
export const HINTS: PayloadTable = {
  'hint-dns-prefetch': '<link rel="dns-prefetch" href="{http}">',
  'hint-dns-prefetch-on': '<meta http-equiv="x-dns-prefetch-control" content="on"><a href="{https}/">a link</a>',
  'hint-dns-prefetch-relative': '<link rel="dns-prefetch" href="//{host}">',
  'hint-preconnect': '<link rel="preconnect" href="{http}">',
  'hint-preconnect-https': '<link rel="preconnect" href="{https}" crossorigin>',
  'hint-preconnect-address': '<link rel="preconnect" href="{ip}">',
  'hint-preload-image': '<link rel="preload" as="image" href="{http}/a.png">',
  'hint-preload-srcset': '<link rel="preload" as="image" imagesrcset="{http}/a.png 1x">',
  'hint-preload-script': '<link rel="preload" as="script" href="{http}/a.js">',
  'hint-preload-style': '<link rel="preload" as="style" href="{http}/a.css">',
  'hint-preload-font': '<link rel="preload" as="font" crossorigin href="{http}/a.woff2">',
  'hint-preload-fetch': '<link rel="preload" as="fetch" crossorigin href="{http}/a">',
  'hint-modulepreload': '<link rel="modulepreload" href="{http}/a.js">',
  'hint-prefetch': '<link rel="prefetch" href="{http}/a">',
  'hint-prefetch-https': '<link rel="prefetch" href="{https}/a">',
  'hint-prerender': '<link rel="prerender" href="{http}/a.html">',
  'hint-next': '<link rel="next" href="{http}/a.html">',
  'hint-manifest': '<link rel="manifest" href="{http}/a.webmanifest">',
  'hint-icon': '<link rel="icon" href="{http}/a.ico">',
  'hint-touch-icon': '<link rel="apple-touch-icon" href="{http}/a.png">',
  'hint-dictionary': '<link rel="compression-dictionary" href="{https}/a.dict">',
  'hint-search': '<link rel="search" type="application/opensearchdescription+xml" href="{http}/a.xml">',
  'hint-pingback': '<link rel="pingback" href="{http}/a">',
  'hint-speculation-prefetch':
    '<script type="speculationrules">{"prefetch":[{"urls":["{https}/a.html"],"eagerness":"immediate"}]}</script>',
  'hint-speculation-prerender':
    '<script type="speculationrules">{"prerender":[{"urls":["{https}/a.html"],"eagerness":"immediate"}]}</script>',
  'hint-speculation-document':
    '<a href="{https}/a.html">a link</a><script type="speculationrules">{"prefetch":[{"where":{"href_matches":"{https}/*"},"eagerness":"immediate"}]}</script>',
  'hint-in-svg': '<svg><foreignObject><link rel="preconnect" href="{http}"></foreignObject></svg>',
  'hint-in-shadow': '<div><template shadowrootmode="open"><link rel="dns-prefetch" href="{http}"></template></div>',
  'hint-client-hints': '<meta http-equiv="delegate-ch" content="sec-ch-ua {https}"><img src="{https}/a.png">',
}
