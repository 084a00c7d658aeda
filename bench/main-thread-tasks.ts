/** How long the tasks of a page's main thread take, from Chromium's own trace. */
import type { Page } from 'playwright-core'

export interface Task {
  /** Milliseconds on the clock: with what else the machine does meanwhile. */
  wall: number
  /** Milliseconds of processor time. */
  cpu: number
}

/** An event of the trace format, as far as it is read. */
interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

const CATEGORIES = 'toplevel,__metadata'
const TASK = 'ThreadControllerImpl::RunTask'

/** The tasks that the page's main thread ran while `work` was done. */
export async function tasksWhile(page: Page, work: () => Promise<void>): Promise<Task[]> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    // The protocol types events as records; their shape is that of the trace format.
    events.push(...(value as unknown as TraceEvent[]))
  })
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES.split(','), excludedCategories: ['*'] },
  })
  await work()
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const main = busiestMain(events)
  return events
    .filter(({ name, ph, pid, tid }) => name === TASK && ph === 'X' && pid === main?.pid && tid === main.tid)
    .map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: tdur / 1000 }))
}

/** Chromium has renderers of its own too; the page's is the one that works. */
function busiestMain(events: readonly TraceEvent[]): TraceEvent | undefined {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const workOf = ({ pid, tid }: TraceEvent) =>
    events.reduce((sum, event) => sum + (event.pid === pid && event.tid === tid ? (event.tdur ?? 0) : 0), 0)
  return mains.toSorted((a, b) => workOf(b) - workOf(a))[0]
}

/** The longest by each measure, as `wall / cpu`. */
export function longest(tasks: readonly Task[]): Task {
  return { wall: Math.max(0, ...tasks.map(({ wall }) => wall)), cpu: Math.max(0, ...tasks.map(({ cpu }) => cpu)) }
}
