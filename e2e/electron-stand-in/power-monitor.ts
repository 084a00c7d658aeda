import { OfferedEmitter } from './offered.ts'

const EVENTS = ['suspend', 'resume', 'on-ac', 'on-battery', 'shutdown', 'lock-screen', 'unlock-screen']

/** Nothing ever happens to the power here; a test may emit. */
export const powerMonitor = new OfferedEmitter('powerMonitor', EVENTS)
