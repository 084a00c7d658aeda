import { type Annotation, noteOf } from '#shared/annotation.ts'
import type { AnnotationEdits } from './annotation-edits.ts'
import { Throttle } from './throttle.ts'

/** What was typed is on its way to the disk after at most this many ms, so that it outlives a kill half a second later. */
const SAVE_INTERVAL = 200

/** One stretch of writing in one note: saved as it is typed, and one undo step when it ends. */
export class NoteSession {
  private readonly edits: Pick<AnnotationEdits, 'writeNote' | 'noteWritten'>
  private readonly draft: Annotation
  private readonly before: string
  private readonly throttle: Throttle
  private text: string
  private ended = false

  /** @param draft the annotation the note is about; a page note need not be kept yet */
  constructor(edits: Pick<AnnotationEdits, 'writeNote' | 'noteWritten'>, draft: Annotation) {
    this.edits = edits
    this.draft = draft
    this.before = noteOf(draft)
    this.text = this.before
    this.throttle = new Throttle(() => this.edits.writeNote(this.draft, this.text), SAVE_INTERVAL)
  }

  type(text: string): void {
    if (this.ended || text === this.text) return
    this.text = text
    this.throttle.call()
  }

  /** Saves what waits, without ending the session. */
  flush(): void {
    this.throttle.flush()
  }

  end(): void {
    if (this.ended) return
    this.throttle.flush()
    this.ended = true
    this.edits.noteWritten(this.draft, this.before, this.text)
  }
}
