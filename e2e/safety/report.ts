import { z } from 'zod'

const contact = z.object({
  via: z.enum(['dns', 'tcp', 'http', 'udp']),
  port: z.number(),
  what: z.string(),
  payload: z.string().nullable(),
  at: z.number(),
})

/** What the driver inside the world saw. */
export const driverReport = z.object({
  /** Ids of payloads whose script ran, in any frame or worker; `dialog` where a page opened a dialog. */
  ran: z.array(z.string()),
  /** Addresses the window was taken to, new windows, downloads, addresses handed to the system. */
  escapes: z.array(z.string()),
  /** What Chromium refused by policy, as proof that the payloads were really there to be refused. */
  refusals: z.number(),
  pages: z.number(),
  clicks: z.number(),
  /** Articles imported, and of these opened in the reader. */
  imported: z.number(),
  opened: z.number(),
  /** Ways to make markup of text in the app's page, and how many of them were refused. */
  insertions: z.number(),
  insertionsRefused: z.number(),
  /** Packets through the cable and UDP datagrams since the app was started. */
  packets: z.number(),
  datagrams: z.number(),
  /** When the app had ended, in ms since the epoch: contacts after that are the driver's own. */
  ended: z.number(),
  /** Contacts with listeners on the machine itself. */
  contactsInside: z.array(contact),
})
export type DriverReport = z.infer<typeof driverReport>

/** The whole: the driver's report, what came over the cable meanwhile, and the contacts the driver made itself at last. */
export const attackReport = z.object({ driver: driverReport, contacts: z.array(contact), selfTest: z.array(contact) })
export type AttackReport = z.infer<typeof attackReport>
