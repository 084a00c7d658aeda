/** What a dialog window is asked to show; see dialog-window.ts. */
export type Question =
  | { kind: 'message'; message: string; detail: string; buttons: string[] }
  | { kind: 'open'; message: string; folder: string; folders: boolean; many: boolean; extensions: string[] }
  | { kind: 'save'; message: string; folder: string; name: string; extensions: string[] }

/** What the window tells: a wish to see a folder, or the reader's answer. */
export type Told =
  | { kind: 'look'; folder: string }
  | { kind: 'button'; index: number }
  | { kind: 'paths'; paths: string[] }
  | { kind: 'cancel' }

export interface Listing {
  folder: string
  parent: string
  entries: { name: string; path: string; isFolder: boolean }[]
}

/** The CDP binding. */
declare function dialogTell(text: string): void

const part = (id: string): HTMLElement => {
  const found = document.getElementById(id)
  if (!found) throw new Error(id)
  return found
}
const field = (id: string): HTMLInputElement => {
  const found = part(id)
  if (!(found instanceof HTMLInputElement)) throw new Error(id)
  return found
}
const tell = (told: Told): void => dialogTell(JSON.stringify(told))

let question: Question | null = null
let listing: Listing | null = null
const chosen = new Set<string>()

function addButton(label: string, act: () => void): void {
  const button = document.createElement('button')
  button.textContent = label
  button.addEventListener('click', act)
  part('buttons').append(button)
}

function show(asked: Question): void {
  question = asked
  part('message').textContent = asked.message
  part('place').hidden = part('list').hidden = asked.kind === 'message'
  part('naming').hidden = asked.kind !== 'save'
  if (asked.kind === 'message') {
    part('detail').textContent = asked.detail
    asked.buttons.forEach((label, index) => addButton(label, () => tell({ kind: 'button', index })))
    return
  }
  if (asked.kind === 'save') field('name').value = asked.name
  field('folder').addEventListener('change', () => tell({ kind: 'look', folder: field('folder').value }))
  addButton('Cancel', () => tell({ kind: 'cancel' }))
  addButton(asked.kind === 'save' ? 'Save' : 'Open', accept)
  tell({ kind: 'look', folder: asked.folder })
}

function accept(): void {
  const folder = listing?.folder ?? ''
  if (question?.kind === 'save') return tell({ kind: 'paths', paths: [`${folder}/${field('name').value}`] })
  if (chosen.size > 0) tell({ kind: 'paths', paths: [...chosen] })
  else if (question?.kind === 'open' && question.folders) tell({ kind: 'paths', paths: [folder] })
}

function list(shown: Listing): void {
  listing = shown
  chosen.clear()
  field('folder').value = shown.folder
  const up = { name: '..', path: shown.parent, isFolder: true }
  part('list').replaceChildren(...[up, ...shown.entries].map(row))
}

function row(entry: Listing['entries'][number]): HTMLElement {
  const button = document.createElement('button')
  button.textContent = entry.isFolder ? `${entry.name}/` : entry.name
  button.addEventListener('click', () => {
    if (entry.isFolder) return tell({ kind: 'look', folder: entry.path })
    if (question?.kind === 'save') {
      field('name').value = entry.name
      return
    }
    if (question?.kind === 'open' && !question.many) chosen.clear()
    if (!chosen.delete(entry.path)) chosen.add(entry.path)
    for (const other of document.querySelectorAll('#list button')) other.setAttribute('aria-pressed', 'false')
    for (const [index, other] of [...document.querySelectorAll('#list button')].entries()) {
      other.setAttribute('aria-pressed', String(chosen.has(listing?.entries[index - 1]?.path ?? '')))
    }
  })
  const item = document.createElement('li')
  item.append(button)
  return item
}

window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') tell({ kind: 'cancel' })
  else if (event.key === 'Enter' && event.target === field('name')) accept()
})
Object.assign(window, { dialogShow: show, dialogList: list })
