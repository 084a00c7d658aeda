/** Claims a folder, says how that went, and waits to be killed. */
import { realpath } from 'node:fs/promises'
import { argv, pid, stdin, stdout } from 'node:process'
import { claimFolder } from './folder-lock.ts'

const claim = await claimFolder(await realpath(argv[2] ?? ''), { kind: 'command line', process: pid }, () => {
  stdout.write('focus\n')
})
stdout.write(`${claim.state}\n`)
stdin.resume()
