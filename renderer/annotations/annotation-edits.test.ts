import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Annotation, noteOf, quoteOf, tagsOf } from '#shared/annotation.ts'
import type { Resolution } from '#shared/resolution.ts'
import { fail, ok } from '#shared/result.ts'
import { UndoStack } from '../ui/undo.ts'
import { AnnotationEdits, type EditPort } from './annotation-edits.ts'
import { AnnotationsStore } from './annotations-store.ts'
import { isPainted } from './document-order.ts'
import { NoteSession } from './note-session.ts'

const TEXT = 'The tide turned at noon.\nBy dusk the boats were home.'
let disk: Map<string, Annotation>
let resolutions: Map<string, Resolution>
let store: AnnotationsStore
let undo: UndoStack
let edits: AnnotationEdits
let failures: string[]

function port(part: Partial<EditPort> = {}): EditPort {
  let ids = 0
  return {
    store,
    save: async (annotation) => {
      disk.set(annotation.id, annotation)
      return ok(null)
    },
    remove: async ({ id }) => {
      disk.delete(id)
      return ok(null)
    },
    resolve: async ({ resolution }) => {
      resolutions.set(resolution.annotation, resolution)
      return ok(null)
    },
    unresolve: async ({ annotation }) => {
      resolutions.delete(annotation)
      return ok(null)
    },
    push: (step) => undo.push(step),
    failed: (failure) => failures.push(failure.code),
    now: () => new Date(Date.UTC(2026, 0, 1, 0, 0, ids)),
    newId: () => `a${++ids}`,
    ...part,
  }
}

function openArticle(id: string): void {
  store.open(
    { id, version: 'v1', text: TEXT },
    [...disk.values()].filter(({ target }) => target.source === id),
  )
}

function highlight(start: number, end: number): string {
  const made = edits.highlight({ start, end }, 'green')
  if (made === null) throw new Error('No article is open')
  return made.id
}

function diskAnnotation(id: string): Annotation {
  const found = disk.get(id)
  if (found === undefined) throw new Error(`${id} is not on the disk`)
  return found
}

beforeEach(() => {
  disk = new Map()
  resolutions = new Map()
  store = new AnnotationsStore()
  undo = new UndoStack()
  failures = []
  edits = new AnnotationEdits(port())
  openArticle('one')
})

describe('highlights', () => {
  test('a new one is saved with its quote, shown in its place and undoable', async () => {
    const id = highlight(4, 8)
    expect(quoteOf(diskAnnotation(id))?.exact).toBe('tide')
    expect(store.find(id)?.anchor).toMatchObject({ state: 'exact', start: 4, end: 8 })
    expect(store.get().lastColour).toBe('green')
    await undo.undo()
    expect(disk.has(id)).toBe(false)
    expect(store.find(id)).toBeUndefined()
    await undo.redo()
    expect(quoteOf(diskAnnotation(id))?.exact).toBe('tide')
  })

  test('stand in document order, the longer first, whatever the order of making', () => {
    const later = highlight(28, 32)
    const short = highlight(4, 8)
    const long = highlight(4, 15)
    expect(store.get().placed.map(({ annotation }) => annotation.id)).toEqual([long, short, later])
    expect(store.get().placed.every(isPainted)).toBe(true)
  })

  test('a deleted one comes back with note, tags and colour', async () => {
    const id = highlight(4, 8)
    edits.setTags(id, ['sea'])
    edits.recolour(id, 'pink')
    edits.delete(id)
    expect(disk.size).toBe(0)
    await undo.undo()
    expect(diskAnnotation(id)).toMatchObject({ colour: 'pink' })
    expect(tagsOf(diskAnnotation(id))).toEqual(['sea'])
  })

  test('undo takes back one field and leaves the others', async () => {
    const id = highlight(4, 8)
    edits.recolour(id, 'blue')
    const session = new NoteSession(edits, diskAnnotation(id))
    session.type('low')
    session.end()
    await undo.undo()
    expect(noteOf(diskAnnotation(id))).toBe('')
    expect(diskAnnotation(id).colour).toBe('blue')
    await undo.undo()
    expect(diskAnnotation(id).colour).toBe('green')
    await undo.redo()
    await undo.redo()
    expect(noteOf(diskAnnotation(id))).toBe('low')
    expect(diskAnnotation(id).colour).toBe('blue')
  })

  test('undo reaches articles that are not open any more', async () => {
    const id = highlight(4, 8)
    edits.recolour(id, 'purple')
    openArticle('two')
    await undo.undo()
    expect(diskAnnotation(id).colour).toBe('green')
    expect(store.find(id)).toBeUndefined()
    await undo.undo()
    expect(disk.has(id)).toBe(false)
    await undo.redo()
    openArticle('one')
    expect(store.find(id)?.anchor).toMatchObject({ state: 'exact' })
  })

  test('one that cannot be saved stays on the screen and is told of', async () => {
    const failing = new AnnotationEdits(
      port({ save: async () => fail({ code: 'not-saved', file: 'x', reason: 'full' }) }),
    )
    const made = failing.highlight({ start: 4, end: 8 }, 'yellow')
    await vi.waitFor(() => expect(failures).toEqual(['not-saved']))
    expect(store.find(made?.id ?? '')).toBeDefined()
  })

  test('one whose quote is gone is an orphan at the end', () => {
    const id = highlight(4, 8)
    const other = highlight(28, 32)
    store.open({ id: 'one', version: 'v2', text: 'By dusk the boats were home.' }, [...disk.values()])
    expect(store.get().placed.map(({ annotation }) => annotation.id)).toEqual([other, id])
    expect(store.find(id)?.anchor?.state).toBe('orphan')
  })
})

test('several edits are one undo step', async () => {
  const ids = [highlight(4, 8), highlight(28, 32)]
  edits.together('annotations:done.coloured', () => {
    for (const id of ids) edits.recolour(id, 'pink')
    edits.setTags(ids[0] ?? '', ['sea'])
  })
  expect([...disk.values()].map(({ colour }) => colour)).toEqual(['pink', 'pink'])
  await undo.undo()
  expect([...disk.values()].map(({ colour, body }) => [colour, body.length])).toEqual([
    ['green', 0],
    ['green', 0],
  ])
  await undo.redo()
  expect([...disk.values()].map(({ colour }) => colour)).toEqual(['pink', 'pink'])
  expect(tagsOf(diskAnnotation(ids[0] ?? ''))).toEqual(['sea'])
})

describe('the reader decides', () => {
  const OTHER = 'By dusk the boats were home, and the tides had turned at noon.'

  test('an orphan is attached to a passage; its selectors stay, and undo takes the word back', async () => {
    const id = highlight(4, 8)
    store.open({ id: 'one', version: 'v2', text: OTHER }, [...disk.values()])
    expect(store.find(id)?.anchor?.state).toBe('orphan')
    edits.resolve(id, { start: 37, end: 42 })
    expect(store.find(id)?.anchor).toMatchObject({ state: 'exact', start: 37, end: 42 })
    expect(quoteOf(diskAnnotation(id))?.exact).toBe('tide')
    expect(diskAnnotation(id).target.version).toBe('v1')
    expect(resolutions.get(id)).toMatchObject({ version: 'v2', selector: [{ exact: 'tides' }, {}, {}] })
    store.open({ id: 'one', version: 'v2', text: OTHER }, [...disk.values()], [...resolutions.values()])
    expect(store.find(id)?.anchor).toMatchObject({ state: 'exact', start: 37 })
    await undo.undo()
    expect(resolutions.size).toBe(0)
    expect(store.find(id)?.anchor?.state).toBe('orphan')
    await undo.redo()
    expect(store.find(id)?.anchor).toMatchObject({ start: 37 })
  })

  test('other ends are one undo step', async () => {
    const id = highlight(4, 8)
    edits.resize(id, { start: 4, end: 15 })
    expect(quoteOf(diskAnnotation(id))?.exact).toBe('tide turned')
    expect(store.find(id)?.anchor).toMatchObject({ start: 4, end: 15 })
    await undo.undo()
    expect(store.find(id)?.anchor).toMatchObject({ start: 4, end: 8 })
    await undo.redo()
    expect(quoteOf(diskAnnotation(id))?.exact).toBe('tide turned')
  })

  test('a highlight can be a line from the start, and undo takes it away whole', async () => {
    const made = edits.highlight({ start: 0, end: 8 }, 'green', 'underline')
    expect(diskAnnotation(made?.id ?? '').style).toBe('underline')
    await undo.undo()
    expect(disk.size).toBe(0)
  })

  test('a line under the text instead of a wash is one undo step', async () => {
    const id = highlight(4, 8)
    edits.restyle(id, 'underline')
    expect(diskAnnotation(id).style).toBe('underline')
    await undo.undo()
    expect(diskAnnotation(id).style).toBe('wash')
  })
})

describe('notes', () => {
  test('a note is saved while it is typed and is one undo step', async () => {
    const id = highlight(4, 8)
    const session = new NoteSession(edits, diskAnnotation(id))
    session.type('f')
    expect(noteOf(diskAnnotation(id))).toBe('f')
    session.type('first')
    session.flush()
    expect(noteOf(diskAnnotation(id))).toBe('first')
    session.type('first thought')
    session.end()
    expect(noteOf(diskAnnotation(id))).toBe('first thought')
    await undo.undo()
    expect(noteOf(diskAnnotation(id))).toBe('')
  })

  test('a session that changed nothing is no undo step', async () => {
    const id = highlight(4, 8)
    new NoteSession(edits, diskAnnotation(id)).end()
    expect((await undo.undo())?.message).toBe('annotations:done.highlighted')
  })

  test('typing does not bring a deleted highlight back, nor does undoing its note', async () => {
    const id = highlight(4, 8)
    const session = new NoteSession(edits, diskAnnotation(id))
    session.type('a')
    edits.delete(id)
    session.type('ab')
    session.end()
    expect(disk.size).toBe(0)
    await undo.undo()
    expect(disk.size).toBe(0)
    await undo.undo()
    expect(disk.has(id)).toBe(true)
  })

  test('the article note is kept once something is in it and gone when it is emptied', async () => {
    const draft = edits.draftPageNote()
    if (draft === null) throw new Error('No article is open')
    expect(disk.size).toBe(0)
    const session = new NoteSession(edits, draft)
    session.type('Read again')
    expect(diskAnnotation(draft.id)).toMatchObject({ motivation: 'commenting', target: { selector: [] } })
    expect(store.get().placed[0]).toMatchObject({ anchor: null })
    session.type('')
    session.end()
    expect(disk.size).toBe(0)
  })

  test('undoing the first writing of an article note removes it, redoing brings it back', async () => {
    const draft = edits.draftPageNote()
    if (draft === null) throw new Error('No article is open')
    const session = new NoteSession(edits, draft)
    session.type('Read again')
    session.end()
    await undo.undo()
    expect(disk.size).toBe(0)
    await undo.redo()
    expect(noteOf(diskAnnotation(draft.id))).toBe('Read again')
  })
})
