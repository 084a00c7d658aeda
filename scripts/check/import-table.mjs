/**
 * Who may import whom: ARCHITECTURE.md's table, for the machine. An area is a folder or one file; a file that fits no
 * row is refused, so a new folder needs a row here first.
 *
 * `areas`: other areas it may import (itself always). `node`: Node's own modules. `packages`: npm packages.
 * @typedef {{ areas: string[], node: boolean, packages: string[] }} Row
 */

const MARKDOWN = [
  'micromark',
  'micromark-extension-gfm',
  'mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'mdast-util-to-markdown',
  'yaml',
]
const REACT = [
  'react',
  'react-dom',
  'react-i18next',
  'i18next',
  '@base-ui/react',
  '@fontsource-variable/inter',
  '@fontsource-variable/literata',
  '@tanstack/react-virtual',
  'lucide-react',
  'react-markdown',
  'remark-gfm',
  'zustand',
]
const SHARED = 'electron/shared'
/** Services below the main process's top level. */
const SERVICES = ['storage', 'library', 'import', 'search', 'export', 'stories'].map((name) => `electron/${name}`)
/** Views of the renderer; `renderer/ui` knows nothing of them. */
const FEATURES = ['library', 'reader', 'annotations', 'search', 'stories', 'settings', 'care', 'export'].map(
  (name) => `renderer/${name}`,
)

/** @type {Row} */
const FEATURE = { areas: [SHARED, 'renderer/ui', 'renderer/api.ts'], node: false, packages: REACT }
/** @type {Row} */
const ROOF = {
  areas: [SHARED, 'renderer/ui', 'renderer/api.ts', 'renderer', ...FEATURES],
  node: false,
  packages: REACT,
}

/** @type {Record<string, Row>} */
export const IMPORT_TABLE = {
  [SHARED]: { areas: [], node: false, packages: [] },
  'electron/storage': { areas: [SHARED], node: true, packages: ['lowdb', 'zod'] },
  'electron/library': { areas: [SHARED, 'electron/storage'], node: true, packages: ['zod'] },
  'electron/import': {
    areas: [SHARED, 'electron/library'],
    node: true,
    packages: [
      ...MARKDOWN,
      '@mozilla/readability',
      'dompurify',
      'htmlparser2',
      'franc-min',
      'hast',
      'image-dimensions',
      'ipaddr.js',
      'jschardet',
      'jsdom',
      'linkedom',
      'undici',
      'yauzl',
    ],
  },
  'electron/search': {
    areas: [SHARED, 'electron/library'],
    node: true,
    packages: ['@orama/stemmers', 'jsdom'],
  },
  'electron/export': {
    areas: [SHARED, 'electron/library'],
    node: true,
    packages: [...MARKDOWN, 'htmlparser2', 'linkedom', 'liquidjs'],
  },
  'electron/stories': { areas: [SHARED, 'electron/library'], node: true, packages: [] },
  electron: {
    areas: [SHARED, ...SERVICES, 'resources'],
    node: true,
    packages: ['electron', 'i18next', 'zod'],
  },
  'electron/preload.ts': { areas: ['electron/shared/ipc-contract.ts'], node: false, packages: ['electron'] },
  ...Object.fromEntries(FEATURES.map((name) => [name, FEATURE])),
  'renderer/reader': { ...FEATURE, areas: [...FEATURE.areas, 'renderer/annotations'] },
  'renderer/ui': { areas: [SHARED, 'resources'], node: false, packages: [...REACT, 'mark.js'] },
  'renderer/api.ts': { areas: [SHARED], node: false, packages: [] },
  renderer: ROOF,
  e2e: {
    areas: [SHARED, 'articles'],
    node: true,
    packages: ['@playwright/test', 'playwright-core', 'commonmark', 'yaml', 'zod'],
  },
  'e2e/electron-stand-in': { areas: [], node: true, packages: ['playwright-core'] },
  // A small app of its own, run on the stand-in by its spec.
  'e2e/electron-stand-in/fixture': { areas: [], node: true, packages: ['electron'] },
  bench: {
    areas: [
      SHARED,
      ...SERVICES,
      'electron/export-articles.ts',
      'electron/import-library-json.ts',
      'e2e',
      'e2e/electron-stand-in',
      'resources',
      ...FEATURES,
    ],
    node: true,
    packages: ['playwright-core', 'jsdom', 'linkedom', '@mozilla/readability', 'zod'],
  },
  scripts: { areas: [], node: true, packages: ['oxc-parser', 'playwright-core', 'electron-vite', 'vite'] },
  resources: { areas: ['scripts'], node: true, packages: ['yaml'] },
  articles: { areas: [], node: true, packages: ['yaml'] },
  configuration: {
    areas: [],
    node: true,
    packages: ['@playwright/test', '@vitejs/plugin-react', 'electron-vite', 'vitest'],
  },
}

/**
 * What only one file may import. `names` null: the package as a whole.
 * @type {{ from: string, names: string[] | null, only: string, instead: string }[]}
 */
export const SINGLE_IMPORTERS = [
  { from: 'mark.js', names: null, only: 'renderer/ui/mark-text.ts', instead: 'call mark-text.ts' },
  { from: 'electron', names: ['ipcMain'], only: 'electron/ipc.ts', instead: 'add a handler to its table' },
  {
    from: 'electron',
    names: ['contextBridge', 'ipcRenderer'],
    only: 'electron/preload.ts',
    instead: 'add a channel to the contract',
  },
  {
    from: 'electron',
    names: ['*', 'default'],
    only: 'nobody',
    instead: 'import by name, so that the rules can see it',
  },
]

/**
 * The row a file falls under.
 * @param {string} path  relative to the repository, with `/`
 * @returns {string}
 */
export function areaOf(path) {
  const [top = '', sub = '', ...rest] = path.split('/')
  if (path in IMPORT_TABLE) return path
  if (sub === '') return 'configuration'
  if (rest.length === 0) return top
  const folder = `${top}/${sub}`
  if (`${folder}/${rest[0]}` in IMPORT_TABLE) return `${folder}/${rest[0]}`
  const divided = top === 'electron' || top === 'renderer' || folder in IMPORT_TABLE
  return divided ? folder : top
}
