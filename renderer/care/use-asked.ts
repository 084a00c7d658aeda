import { useCallback, useEffect, useRef, useState } from 'react'
import type { Channel, Reply, Request } from '#shared/ipc-contract.ts'
import type { Failure } from '#shared/failure.ts'
import type { Result } from '#shared/result.ts'
import { api } from '../api.ts'

type Value<C extends Channel> = Extract<Reply<C>, { ok: true }>['value']

/**
 * Asks the main process when the view is there, and again when told to.
 * @returns the answer, null until it is there, and a function that asks again
 */
export function useAsked<C extends Channel>(
  channel: C,
  request: Request<C>,
): [answer: Result<Value<C>, Failure> | null, askAgain: () => Promise<void>] {
  const [answer, setAnswer] = useState<Result<Value<C>, Failure> | null>(null)
  // A view that wants something else is another view: the request of the first time stays.
  const first = useRef(request)
  const ask = useCallback(async () => {
    setAnswer(await api.call(channel, first.current))
  }, [channel])
  useEffect(() => void ask(), [ask])
  return [answer, ask]
}
