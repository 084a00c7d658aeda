import type { ArticleId } from './article.ts'

/** What an export asks for; the dialog, the command line and the worker speak of the same things. */
export const PRESETS = ['simak', 'commonmark', 'obsidian', 'logseq', 'readwise', 'academic', 'custom'] as const
export const CONTEXTS = ['none', 'sentence', 'paragraph'] as const
export const LAYOUTS = ['blocks', 'callouts', 'footnotes'] as const
export const FULL_TEXTS = ['none', 'equals', 'mark'] as const
export const FORMATS = ['markdown', 'html', 'pdf', 'json-ld', 'csv', 'json', 'bibtex', 'csl'] as const
export type Preset = (typeof PRESETS)[number]
export type PassageContext = (typeof CONTEXTS)[number]
export type HighlightLayout = (typeof LAYOUTS)[number]
export type FullText = (typeof FULL_TEXTS)[number]
export type ExportFormat = (typeof FORMATS)[number]

export interface NoteOptions {
  preset: Preset
  /** Liquid source; used where the preset is `custom`. */
  template: string
  /** Liquid source of the path below the folder, without extension; '/' makes folders. '' is the preset's own. */
  fileName: string
  /** What is quoted around each passage. */
  context: PassageContext
  layout: HighlightLayout
  /** The whole article below the highlights, its passages marked with `==` or `<mark>`. */
  fullText: FullText
}

/** The layouts that a preset has a form for, its own first. */
export const LAYOUTS_OF: Readonly<Record<Preset, readonly [HighlightLayout, ...HighlightLayout[]]>> = {
  simak: ['blocks', 'callouts', 'footnotes'],
  commonmark: ['blocks'],
  obsidian: ['callouts'],
  logseq: ['blocks'],
  readwise: ['blocks'],
  academic: ['blocks', 'callouts', 'footnotes'],
  custom: ['blocks', 'callouts', 'footnotes'],
}

/** The layout that notes get: a choice that the preset has no form for counts as none. */
export function layoutOf({ preset, layout }: Pick<NoteOptions, 'preset' | 'layout'>): HighlightLayout {
  return LAYOUTS_OF[preset].includes(layout) ? layout : LAYOUTS_OF[preset][0]
}

/** A folder that is brought up to date after every change. */
export interface KeptFolder {
  folder: string
  note: NoteOptions
}

/** How the reader exported last, and what goes on by itself. */
export interface ExportSettings {
  note: NoteOptions
  format: ExportFormat
  /** Where notes went last; null before the first time. */
  folder: string | null
  kept: KeptFolder | null
}

export const DEFAULT_NOTE_OPTIONS: NoteOptions = {
  preset: 'simak',
  template: '',
  fileName: '',
  context: 'none',
  layout: 'blocks',
  fullText: 'none',
}

export const DEFAULT_EXPORT_SETTINGS: ExportSettings = {
  note: DEFAULT_NOTE_OPTIONS,
  format: 'markdown',
  folder: null,
  kept: null,
}

/** The articles meant: these, or every article that is not in the trash. */
export type ExportScope = readonly ArticleId[] | null
