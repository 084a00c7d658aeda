import { api } from '../api.ts'
import { announce } from '../ui/announce.ts'
import { failureMessage } from '../ui/failure-message.ts'
import { undoStack } from '../ui/undo.ts'
import { AfterFrame } from './after-frame.ts'
import { AnnotationEdits } from './annotation-edits.ts'
import { annotationsStore } from './annotations-store.ts'

const afterFrame = new AfterFrame()
for (const going of ['beforeunload', 'pagehide']) window.addEventListener(going, () => afterFrame.leave())

/** The edits of this window: saved by the main process, undoable together with everything else. */
export const edits = new AnnotationEdits({
  store: annotationsStore,
  save: (annotation) => afterFrame.do(() => api.call('annotation:save', annotation)),
  remove: (request) => afterFrame.do(() => api.call('annotation:remove', request)),
  resolve: (request) => afterFrame.do(() => api.call('annotation:resolve', request)),
  unresolve: (request) => afterFrame.do(() => api.call('annotation:unresolve', request)),
  push: (step) => undoStack.push(step),
  failed: (failure) => announce(failureMessage(failure)),
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
})
