import { z } from 'zod'
import { PROTECTIONS } from './app-copy.ts'

const plan = z.object({
  /** The folder of the built app. */
  root: z.string(),
  /** What is taken away from the app, if anything. */
  without: z.enum(PROTECTIONS).nullable(),
  /** The corpus of hostile snippets, or null where it is absent. */
  corpus: z.string().nullable(),
})
/** What is to be attacked, handed to the driver as JSON. */
export type Plan = z.infer<typeof plan>

export function readPlan(json: string): Plan {
  return plan.parse(JSON.parse(json))
}
