/**
 * Calls to the file system that may never come back, as on a network drive that hangs. Each holds one of the four
 * threads that all calls share, the library's too, so a folder that hangs is not asked again while it does, and nothing
 * is once three threads hang.
 */
const MOST_HANGING = 3
const hanging = new Map<string, number>()

/** The code of an answer that did not come, as the system itself says it. */
export const NO_ANSWER = 'ETIMEDOUT'

export class NoAnswer extends Error {
  readonly code = NO_ANSWER
}

/**
 * @param folder what is not to be asked again while this call hangs
 * @param limit milliseconds
 * @throws NoAnswer when the answer did not come in time, or when none is to be expected
 */
export async function answerWithin<V>(folder: string, limit: number, call: () => Promise<V>): Promise<V> {
  const count = [...hanging.values()].reduce((sum, one) => sum + one, 0)
  if (hanging.has(folder) || count >= MOST_HANGING) throw new NoAnswer(folder)
  const calling = call()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      hold(folder, calling)
      reject(new NoAnswer(folder))
    }, limit)
  })
  try {
    return await Promise.race([calling, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Until the call comes back after all. */
function hold(folder: string, calling: Promise<unknown>): void {
  hanging.set(folder, (hanging.get(folder) ?? 0) + 1)
  const free = (): void => {
    const left = (hanging.get(folder) ?? 1) - 1
    if (left === 0) hanging.delete(folder)
    else hanging.set(folder, left)
  }
  void calling.then(free, free)
}
