import { attackApp } from './attack-app.ts'
import { attackPages, readCorpus } from './attack-pages.ts'
import type { Plan } from './plan.ts'
import type { DriverReport } from './report.ts'

/** What the kernel and the listeners add to the attack's own report. */
type Outer = 'packets' | 'datagrams' | 'ended' | 'contactsInside'

/** Carries a plan out; to be called inside the world. */
export async function attack({ root, corpus, without }: Plan): Promise<Omit<DriverReport, Outer>> {
  const seen = await attackApp(root, attackPages(corpus === null ? [] : readCorpus(corpus)), without)
  return { ...seen, ran: [...seen.ran] }
}
