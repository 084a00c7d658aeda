import { PLAIN_TIME } from './plain-time.ts'

/**
 * Hybrid logical clock (Kulkarni et al. 2014, "Logical Physical Clocks"): stamps that follow the wall clock, order
 * every later write after the one it replaces, and can be compared as plain strings.
 *
 * Left out: a stamp far in the future (a clock set to 2099) is outbid only on the record that carries it and does not
 * drag the clock along; so stamps of different records of one device need not be in the order of writing.
 */

/** `<ISO 8601 time with ms>Z.<counter, 4 hexadecimal digits>.<device>`; sorts as a string. */
export type Stamp = string

export interface StampParts {
  /** Milliseconds since 1970. */
  wall: number
  counter: number
  device: string
}

/** Stamps further ahead of the wall clock than this do not move the clock (ms). */
export const MAX_DRIFT_MS = 5 * 60 * 1000
const MAX_COUNTER = 0xffff
/** The last day that four-digit years can say is left free, so that every stamp that is read can be outbid. */
const MAX_WALL = Date.UTC(9999, 11, 31) - 1
const PLAIN_STAMP = new RegExp(String.raw`^${PLAIN_TIME}\.[0-9a-f]{4}\.[a-z2-7]{1,32}$`)
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.([0-9a-f]{4})\.([a-z2-7]{1,32})$/

export function formatStamp({ wall, counter, device }: StampParts): Stamp {
  return `${new Date(wall).toISOString()}.${counter.toString(16).padStart(4, '0')}.${device}`
}

/** Null for anything that `formatStamp` does not write. */
export function parseStamp(text: string): StampParts | null {
  const match = STAMP.exec(text)
  if (match === null) return null
  const [, time = '', counter = '', device = ''] = match
  const wall = Date.parse(time)
  if (Number.isNaN(wall) || wall < 0 || wall > MAX_WALL) return null
  // "2026-02-30" parses as a day in March and would not sort where it reads.
  if (new Date(wall).toISOString() !== time) return null
  return { wall, counter: Number.parseInt(counter, 16), device }
}

/** Whether `parseStamp` takes it; opening a library asks it of every record. */
export function isStamp(text: string): boolean {
  if (PLAIN_STAMP.test(text) && text >= '1970' && text < '9999-12-31') return true
  return parseStamp(text) !== null
}

/** Issues the stamps of one device. */
export class Clock {
  private last: StampParts
  /** Spares parsing nearly all of the stamps of a library that is being opened. */
  private lastObserved: Stamp = ''
  private readonly device: string
  private readonly now: () => number

  constructor(device: string, now: () => number) {
    this.device = device
    this.now = now
    this.last = { wall: 0, counter: 0, device }
  }

  /** A stamp greater than `replaces` and, within the drift, than all that were issued or observed. */
  stamp(replaces: Stamp | null = null): Stamp {
    const now = this.wallNow()
    const own: StampParts = { ...this.after(this.recent(now), now), device: this.device }
    this.last = own
    const issued = formatStamp(own)
    if (replaces === null || issued > replaces) return issued
    const replaced = parseStamp(replaces)
    if (replaced === null) throw new Error(`Not a stamp: ${replaces}`)
    const bumped: StampParts = { ...this.after(replaced, now), device: this.device }
    if (bumped.wall <= now + MAX_DRIFT_MS) this.last = bumped
    return formatStamp(bumped)
  }

  /** Takes note of a stamp that lies in the library. */
  observe(stamp: Stamp): void {
    if (stamp <= this.lastObserved) return
    const parts = parseStamp(stamp)
    if (parts === null || parts.wall > this.wallNow() + MAX_DRIFT_MS) return
    this.lastObserved = stamp
    if (stamp > formatStamp(this.last)) this.last = parts
  }

  private wallNow(): number {
    return Math.min(Math.max(0, Math.floor(this.now())), MAX_WALL)
  }

  private recent(now: number): StampParts {
    return this.last.wall > now + MAX_DRIFT_MS ? { wall: 0, counter: 0, device: this.device } : this.last
  }

  private after(parts: StampParts, now: number): { wall: number; counter: number } {
    if (now > parts.wall) return { wall: now, counter: 0 }
    if (parts.counter < MAX_COUNTER) return { wall: parts.wall, counter: parts.counter + 1 }
    return { wall: parts.wall + 1, counter: 0 }
  }
}
