import type { NoteOptions, Preset } from '#shared/export-options.ts'
import { assertNever } from '#shared/result.ts'

/** The presets are templates like any other; their data is a NoteView. `block` puts an empty line after a text. */
const HEAD = `{{ front_matter | block -}}
# {{ title }}

{{ links | block -}}
{% for note in notes -%}
{{ note.markdown | block -}}
{{ note.hashtags | block -}}
^{{ note.block_id }}

{% endfor -%}
`

/** @param citation stands below each passage */
function sections(citation: string): string {
  return `{% for section in sections -%}
## {{ section.title }}

{% for highlight in section.highlights -%}
{{ highlight.heading_line | block -}}
{{ highlight.quote | block -}}
${citation}{{ highlight.context | block -}}
{% if layout == 'footnotes' -%}
[^{{ highlight.block_id }}]

{% else -%}
{{ highlight.note | block -}}
{{ highlight.labels | block -}}
^{{ highlight.block_id }}

{% endif -%}
{% endfor -%}
{% endfor -%}
`
}

const TAIL = `{{ full_text | block -}}
{% if layout == 'footnotes' -%}
{% for highlight in highlights -%}
[^{{ highlight.block_id }}]: {{ highlight.footnote | indent: 4 | block -}}
{% endfor -%}
{% endif -%}
`

const SIMAK = `${HEAD}${sections('')}${TAIL}`

/** Nothing that CommonMark does not know: ids are comments, tags are plain words. */
const COMMONMARK = `{{ front_matter | block -}}
# {{ title }}

{{ links | block -}}
{% for note in notes -%}
{{ note.markdown | block -}}
<!-- {{ note.block_id }} -->

{% endfor -%}
{% for section in sections -%}
## {{ section.title }}

{% for highlight in section.highlights -%}
{{ highlight.heading_line | block -}}
{{ highlight.quote | block -}}
{{ highlight.context | block -}}
{{ highlight.note | block -}}
{{ highlight.colour_name }}{% for tag in highlight.tag_texts %}, {{ tag }}{% endfor %}: {{ highlight.link_markdown }}

<!-- {{ highlight.block_id }} -->

{% endfor -%}
{% endfor -%}
{{ full_text | block -}}
`

/** Passages are callouts, and the block id stands right below them, so that an embed shows the passage. */
const OBSIDIAN = `${HEAD}{% for section in sections -%}
## {{ section.title }}

{% for highlight in section.highlights -%}
{{ highlight.heading_line | block -}}
{{ highlight.callout | block -}}
^{{ highlight.block_id }}

{{ highlight.context | block -}}
{{ highlight.note | block -}}
{{ highlight.labels | block -}}
{% endfor -%}
{% endfor -%}
{{ full_text | block -}}
`

/** An outline: passages are blocks, their notes blocks below them. */
const LOGSEQ = `{{ front_matter | block -}}
- {{ links | default: title }}
{% for note in notes -%}
- {{ note.markdown | default: note.hashtags | indent: 2 }}
  simak-id:: {{ note.block_id }}
{% endfor -%}
{% for section in sections -%}
- ## {{ section.title }}
{% for highlight in section.highlights %}  - {{ highlight.quote | indent: 4 }}
    simak-id:: {{ highlight.block_id }}
{% if highlight.context != '' %}    - {{ highlight.context | indent: 6 }}
{% endif %}{% if highlight.note != '' %}    - {{ highlight.note | indent: 6 }}
{% endif %}    - {{ highlight.labels }}
{% endfor -%}
{% endfor -%}
{% if full_text != '' %}
{{ full_text | block -}}
{% endif -%}
`

const READWISE = `{{ front_matter | block -}}
# {{ title }}

## {{ words.metadata }}

{% if author_text != '' %}- {{ words.author }}: {{ author_text }}
{% endif -%}
{% if site_text != '' %}- {{ words.site }}: {{ site_text }}
{% endif -%}
- {{ links }}
{% if hashtags != '' %}- {{ words.tags }}: {{ hashtags }}
{% endif %}
{% for note in notes -%}
{{ note.markdown | block -}}
^{{ note.block_id }}

{% endfor -%}
{% for section in sections -%}
## {{ section.title }}

{% for highlight in section.highlights -%}
{{ highlight.heading_line | block -}}
- {{ highlight.passage | indent: 2 }}

  {{ highlight.colour_name }}{% if highlight.hashtags != '' %} {{ highlight.hashtags }}{% endif %} ({{ highlight.link_markdown }}) ^{{ highlight.block_id }}

{% if highlight.context != '' %}  {{ highlight.context | indent: 2 | block }}{% endif -%}
{% if highlight.note != '' %}  - **{{ words.note }}**

    {{ highlight.note | indent: 4 | block }}{% endif -%}
{% endfor -%}
{% endfor -%}
{{ full_text | block -}}
`

const ACADEMIC = `${HEAD}${sections('[@{{ citation_key }}]\n\n')}${TAIL}`

/** The Liquid source of a preset; the reader's own starts as the default's. */
export function presetTemplate(preset: Preset): string {
  switch (preset) {
    case 'simak':
    case 'custom':
      return SIMAK
    case 'commonmark':
      return COMMONMARK
    case 'obsidian':
      return OBSIDIAN
    case 'logseq':
      return LOGSEQ
    case 'readwise':
      return READWISE
    case 'academic':
      return ACADEMIC
    default:
      return assertNever(preset)
  }
}

export function templateOf(options: NoteOptions): string {
  return options.preset === 'custom' && options.template.trim() !== ''
    ? options.template
    : presetTemplate(options.preset)
}

/** The path of a note below its folder, as a template. */
export function fileNameTemplateOf(options: NoteOptions): string {
  if (options.fileName.trim() !== '') return options.fileName
  return options.preset === 'academic' ? '{{ citation_key }}' : '{{ title }}'
}
