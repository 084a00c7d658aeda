import { writeSync } from 'node:fs'
import { errorCode } from './file-system.ts'

const STANDARD_OUTPUT = 1

/**
 * Writes a line to standard output and returns when it is there, so that a process which is killed has said what it did.
 * A pipe that is full for the moment (EAGAIN) is waited for.
 */
export function sayLine(line: string): void {
  let left: Uint8Array = Buffer.from(`${line}\n`)
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(STANDARD_OUTPUT, left))
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}
