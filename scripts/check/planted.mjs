/** The violations that check.test.mjs plants, one for each rule and one for each row of the import table. */

/**
 * @typedef {{ rule: string, path: string, source: string }} LintViolation
 */

/** A file in which there is nothing to find. */
export const NO_VIOLATION = {
  path: 'electron/shared/planted-nothing.ts',
  source:
    "import type { Failure } from './failure.ts'\n\nexport const codeOf = (failure: Failure): string => failure.code\n",
}

/** @type {LintViolation} */
export const LONG_FILE = {
  rule: 'max-lines',
  path: 'electron/shared/planted-long-file.ts',
  source: 'export {}\n'.repeat(401),
}

const UNION = "export type Planted = 'one' | 'two'\n"

/** @type {LintViolation[]} */
export const LINT_VIOLATIONS = [
  ['no-floating-promises', 'electron/planted-floating.ts', 'export const f = (): void => {\n  Promise.resolve(1)\n}\n'],
  ['no-misused-promises', 'electron/planted-misused.ts', '[1].forEach(async () => await Promise.resolve())\n'],
  [
    'switch-exhaustiveness-check',
    'electron/planted-switch.ts',
    `${UNION}export function f(x: Planted): number {\n  switch (x) {\n    case 'one':\n      return 1\n  }\n  return 2\n}\n`,
  ],
  ['no-explicit-any', 'electron/planted-any.ts', 'export const f = (x: any): unknown => x\n'],
  ['no-unsafe-argument', 'electron/planted-argument.ts', "Number.parseInt(JSON.parse('1'))\n"],
  ['no-unsafe-assignment', 'electron/planted-assignment.ts', "export const x = JSON.parse('1')\n"],
  ['no-unsafe-call', 'electron/planted-call.ts', "JSON.parse('1')()\n"],
  ['no-unsafe-member-access', 'electron/planted-member.ts', "export const x: unknown = JSON.parse('1').length\n"],
  ['no-unsafe-return', 'electron/planted-return.ts', "export const f = (): string => JSON.parse('1')\n"],
  ['no-non-null-assertion', 'electron/planted-bang.ts', 'export const f = (x: string | null): string => x!\n'],
  ['no-default-export', 'electron/planted-default.ts', 'export default 1\n'],
  ['ban-ts-comment', 'electron/planted-ignore.ts', '// @ts-ignore\nexport const x: number = 1\n'],
  ['no-cycle', 'electron/planted-cycle.ts', "export { turn } from './planted-turn.ts'\n"],
  ['no-cycle', 'electron/planted-turn.ts', "import './planted-cycle.ts'\n\nexport const turn = 1\n"],
  [
    'no-cycle',
    'renderer/ui/planted-type-cycle.ts',
    "export type { Turn } from './planted-type-turn.ts'\nexport type A = 1\n",
  ],
  [
    'no-cycle',
    'renderer/ui/planted-type-turn.ts',
    "import type { A } from './planted-type-cycle.ts'\n\nexport type Turn = A\n",
  ],
  ['no-cycle', 'electron/shared/planted-alias.ts', "import '#shared/planted-alias-turn.ts'\n"],
  ['no-cycle', 'electron/shared/planted-alias-turn.ts', "import './planted-alias.ts'\n"],
  ['eqeqeq', 'electron/planted-equal.ts', 'export const f = (x: unknown): boolean => x == 1\n'],
  ['no-eval', 'electron/planted-eval.ts', "eval('1')\n"],
  ['no-new-func', 'electron/planted-function.ts', "export const f: unknown = new Function('1')\n"],
  ['no-implied-eval', 'renderer/planted-timer.ts', "setTimeout('1', 1)\n"],
  ['no-warning-comments', 'electron/planted-comment.ts', '// TODO finish\nexport const x = 1\n'],
  [
    'no-focused-tests',
    'electron/planted-focus.test.ts',
    "import { expect, test } from 'vitest'\n\ntest.only('x', () => {\n  expect(1).toBe(1)\n})\n",
  ],
  [
    'max-lines-per-function',
    'electron/planted-length.ts',
    `export function f(): void {\n${'  void 0\n'.repeat(60)}}\n`,
  ],
  ['no-restricted-properties', 'electron/planted-random.ts', 'export const id = String(Math.random())\n'],
  ['no-restricted-properties', 'renderer/ui/planted-random.ts', 'export const id = String(Math.random())\n'],
  ['no-restricted-properties', 'renderer/ui/planted-bridge.ts', 'export const bridge: unknown = window.simak\n'],
  ['no-restricted-properties', 'renderer/ui/planted-bridge-parts.ts', 'export const { simak } = window\n'],
  ['no-restricted-properties', 'renderer/ui/planted-global.ts', 'export const bridge: unknown = globalThis.simak\n'],
  ['no-restricted-properties', 'renderer/ui/planted-quoted.ts', "document.body['innerHTML'] = ''\n"],
  ['no-restricted-properties', 'renderer/ui/planted-inner.ts', "document.body.innerHTML = ''\n"],
  ['no-restricted-properties', 'renderer/ui/planted-outer.ts', "document.body.outerHTML = ''\n"],
  [
    'no-restricted-properties',
    'renderer/ui/planted-adjacent.ts',
    "document.body.insertAdjacentHTML('beforeend', '')\n",
  ],
  ['no-restricted-properties', 'renderer/ui/planted-unsafe.ts', "document.body.setHTMLUnsafe('')\n"],
  [
    'no-restricted-properties',
    'renderer/ui/planted-fragment.ts',
    "document.createRange().createContextualFragment('')\n",
  ],
  [
    'no-restricted-properties',
    'renderer/ui/planted-frame.ts',
    'export const f = (x: HTMLIFrameElement): string => x.srcdoc\n',
  ],
  ['no-script-url', 'electron/planted-script-url.ts', "export const x = 'javascript:1'\n"],
  ['no-var', 'electron/planted-var.ts', 'export var x = 1\n'],
  ['prefer-const', 'electron/planted-let.ts', 'let x = 1\nexport const y = x\n'],
  [
    'return-await',
    'electron/planted-await.ts',
    'export async function f(): Promise<number> {\n  try {\n    return Promise.resolve(1)\n  } catch {\n    return 2\n  }\n}\n',
  ],
  ['only-throw-error', 'electron/planted-throw.ts', "export const f = (): never => {\n  throw 'x'\n}\n"],
  [
    'consistent-type-imports',
    'electron/shared/planted-type-import.ts',
    "import { Failure } from './failure.ts'\n\nexport const f = (x: Failure): string => x.code\n",
  ],
  ['no-self-import', 'electron/planted-self.ts', "import './planted-self.ts'\n"],
  ['expect-expect', 'electron/planted-nothing.test.ts', "import { test } from 'vitest'\n\ntest('x', () => {})\n"],
  [
    'valid-expect',
    'electron/planted-half.test.ts',
    "import { expect, test } from 'vitest'\n\ntest('x', () => {\n  expect(1)\n})\n",
  ],
  [
    'rules-of-hooks',
    'renderer/ui/PlantedHook.tsx',
    "import { useState } from 'react'\n\nexport const Planted = (props: { on: boolean }) => (props.on ? useState(1)[0] : 2)\n",
  ],
  [
    'exhaustive-deps',
    'renderer/ui/PlantedEffect.tsx',
    "import { useEffect } from 'react'\n\nexport function Planted(props: { text: string }) {\n  useEffect(() => {\n    document.title = props.text\n  }, [])\n  return null\n}\n",
  ],
  ['Unused', 'electron/planted-directive.ts', '// oxlint-disable-next-line no-var\nexport const x = 1\n'],
  [
    'no-danger',
    'renderer/ui/PlantedDanger.tsx',
    "export const Planted = () => <p dangerouslySetInnerHTML={{ __html: '' }} />\n",
  ],
].map(([rule = '', path = '', source = '']) => ({ rule, path, source }))

/**
 * @typedef {{ area: string, path: string, source: string, says: string }} ForbiddenImport
 */

/**
 * @param {string} area
 * @param {string} path
 * @param {string} source
 * @param {string} says
 * @returns {ForbiddenImport}
 */
const forbidden = (area, path, source, says = `${area} may not import`) => ({ area, path, source: `${source}\n`, says })

/** @type {ForbiddenImport[]} */
export const FORBIDDEN_IMPORTS = [
  forbidden('electron/shared', 'electron/shared/planted-a.ts', "import 'zod'"),
  forbidden('electron/shared', 'electron/shared/planted-b.ts', "import 'node:path'"),
  forbidden('electron/shared', 'electron/shared/planted-c.ts', "export * from '../storage/x.ts'"),
  forbidden('electron/shared', 'electron/shared/planted-d.test.ts', "import 'electron'"),
  forbidden('electron/storage', 'electron/storage/planted.ts', "import type { X } from '../library/x.ts'"),
  forbidden('electron/library', 'electron/library/planted-a.ts', "export { x } from '../import/x.ts'"),
  forbidden('electron/library', 'electron/library/planted-b.ts', "import { Low } from 'lowdb'"),
  forbidden('electron/import', 'electron/import/planted-a.ts', "export const x = () => import('../storage/x.ts')"),
  forbidden('electron/import', 'electron/import/planted-b.ts', "import { app } from 'electron'"),
  forbidden('electron/search', 'electron/search/planted.ts', "import '../export/x.ts'"),
  forbidden('electron/export', 'electron/export/planted-a.ts', "export type X = import('../import/x.ts').X"),
  forbidden('electron/export', 'electron/export/planted-b.ts', "import '../../renderer/reader/x.ts'"),
  forbidden('electron/stories', 'electron/stories/planted.ts', "import '../window.ts'"),
  forbidden('electron', 'electron/planted-a.ts', "import '../renderer/api.ts'"),
  forbidden('electron', 'electron/planted-b.ts', "import 'jsdom'"),
  forbidden('electron/preload.ts', 'electron/preload.ts', "import './ipc.ts'"),
  forbidden('renderer/library', 'renderer/library/planted.ts', "import '../reader/x.ts'"),
  forbidden('renderer/reader', 'renderer/reader/planted.ts', "import '../library/x.ts'"),
  forbidden('renderer/annotations', 'renderer/annotations/planted.ts', "import '../reader/x.ts'"),
  forbidden('renderer/search', 'renderer/search/planted.ts', "import '../../electron/library/x.ts'"),
  forbidden('renderer/stories', 'renderer/stories/planted.ts', "import 'node:fs'"),
  forbidden('renderer/care', 'renderer/care/planted.ts', "import '../reader/x.ts'"),
  forbidden('renderer/export', 'renderer/export/planted.ts', "import '../reader/x.ts'"),
  forbidden('renderer/settings', 'renderer/settings/planted.ts', "import '../App.tsx'"),
  forbidden('renderer/ui', 'renderer/ui/planted.ts', "import '../api.ts'"),
  forbidden('renderer/api.ts', 'renderer/api.ts', "import './ui/undo.ts'"),
  forbidden('renderer', 'renderer/planted-a.ts', "import '../electron/ipc.ts'"),
  forbidden('renderer', 'renderer/planted-b.ts', "import 'electron'"),
  forbidden('e2e', 'e2e/planted-a.ts', "import { ok } from '#shared/result.ts'"),
  forbidden('e2e', 'e2e/planted-b.ts', "import '../electron/library/x.ts'"),
  forbidden('e2e/electron-stand-in', 'e2e/electron-stand-in/planted.mjs', "import '../../electron/ipc.ts'"),
  forbidden('e2e/electron-stand-in/fixture', 'e2e/electron-stand-in/fixture/planted.ts', "import '../run.ts'"),
  forbidden(
    'outside',
    'electron/import/planted-d.ts',
    "import '../../../shared/x.ts'",
    'electron/import may not import',
  ),
  forbidden('bench', 'bench/planted.ts', "import '../scripts/x.mjs'"),
  forbidden('scripts', 'scripts/planted.mjs', "import '../electron/paths.ts'"),
  forbidden('resources', 'resources/planted.ts', "import '../electron/paths.ts'"),
  forbidden('articles', 'articles/planted.ts', "import '../electron/paths.ts'"),
  forbidden('configuration', 'planted.config.ts', "import './electron/paths.ts'"),
  forbidden('computed', 'electron/library/planted-c.ts', 'export const x = (y: string) => import(y)', 'computed'),
  forbidden(
    'required',
    'e2e/electron-stand-in/planted.cjs',
    "require('lowdb')",
    'e2e/electron-stand-in may not import',
  ),
  forbidden(
    'globbed',
    'renderer/ui/planted-glob.ts',
    "import.meta.glob('../reader/*.ts')",
    'renderer/ui may not import',
  ),
  forbidden(
    'address',
    'electron/import/planted-c.ts',
    "new URL('../window.ts', import.meta.url)",
    'electron/import may not',
  ),
  forbidden('no code', 'electron/library/planted-d.ts', 'export const = 1', 'does not parse'),
  forbidden('new folder', 'electron/planted/x.ts', '', 'has no row'),
  forbidden('ipcMain', 'electron/planted-c.ts', "import { ipcMain } from 'electron'", 'electron/ipc.ts only'),
  forbidden(
    'ipcRenderer',
    'electron/planted-d.ts',
    "import { ipcRenderer } from 'electron'",
    'electron/preload.ts only',
  ),
  forbidden('whole', 'electron/planted-e.ts', "import * as everything from 'electron'", 'nobody only'),
  forbidden('mark.js', 'renderer/ui/planted-mark.ts', "import Mark from 'mark.js'", 'renderer/ui/mark-text.ts only'),
]

/** @type {{ path: string, text: (root: string) => string, says: string }[]} */
export const TREE_VIOLATIONS = [
  { path: 'planted-root.md', text: (root) => `see ${root}/x\n`, says: 'path or host of one machine' },
  { path: 'planted-home.md', text: () => `see ${['', 'home', 'someone', 'x'].join('/')}\n`, says: 'path or host' },
  { path: 'planted-work.md', text: () => `see ${['', 'work', 'x'].join('/')}\n`, says: 'path or host' },
  { path: 'renderer/ui/index.ts', text: () => '', says: 'no barrels' },
  { path: 'electron/storage/utils.ts', text: () => '', says: 'no utils' },
  { path: 'electron/storage/plantedName.ts', text: () => '', says: 'are named' },
  { path: 'renderer/ui/planted-name.tsx', text: () => '', says: 'are named' },
  { path: 'planted-registry.md', text: () => `from ${['registry', 'example', 'org'].join('.')}\n`, says: 'registry' },
  {
    path: 'package-lock.json',
    text: () => '{ "packages": { "x": {\n"resolved": "https://packages.example.org/x.tgz" } } }\n',
    says: 'resolved address',
  },
  { path: 'out/planted.js', text: () => 'planted\n', says: 'is generated' },
  { path: 'planted.css', text: () => 'p {\n}\n'.repeat(201), says: 'at most 400' },
]
