import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unlink } from 'node:fs/promises'
import { errorCode } from './file-system.ts'

/** Who has the folder. `command line` is for programs without a window. */
export interface Holder {
  kind: 'app' | 'command line'
  process: number
}

export type Claim =
  | { state: 'held'; release(): Promise<void> }
  | {
      state: 'taken'
      holder: Holder
      /** Asks the holder to show itself. */
      focus(): void
      /** Resolves when the holder has let go or died. */
      gone: Promise<void>
      leave(): void
    }

/** Milliseconds in which a holder says who it is; one that is stopped has the folder all the same. */
const ANSWER_TIME = 1000
const UNKNOWN: Holder = { kind: 'app', process: 0 }

/**
 * Claims a folder for this process until it ends: the system itself releases the claim, also after SIGKILL. Linux: an
 * abstract socket; Windows: a named pipe; elsewhere a socket file, whose remains are removed when nobody answers there.
 * @param folder real path, so that a symbolic link to it is the same folder
 * @param onFocus another process was started on the folder and asks this one to show itself
 */
export async function claimFolder(folder: string, self: Holder, onFocus: () => void): Promise<Claim> {
  const address = addressOf(folder)
  for (;;) {
    const server = await listen(address, self, onFocus)
    if (server !== null) return { state: 'held', release: server.release }
    const socket = await connect(address)
    const claim = socket === null ? null : await taken(socket)
    if (claim !== null) return claim
    // The holder went between the two tries, or left its socket file behind.
    if (!isAutomatic()) await unlink(address).catch(() => undefined)
  }
}

/** The name of the claim: anything that can be seen by every process of this machine and of this user. */
function addressOf(folder: string): string {
  const name = `simak-${hash('sha256', folder).slice(0, 32)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`)
}

/** The system removes the name with the process. */
function isAutomatic(): boolean {
  return process.platform === 'win32' || process.platform === 'linux'
}

async function listen(
  address: string,
  self: Holder,
  onFocus: () => void,
): Promise<{ release(): Promise<void> } | null> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.on('data', onFocus)
    socket.write(`${JSON.stringify(self)}\n`)
    // The connection stays open: its end tells the other that the folder is free.
    socket.unref()
  })
  server.listen(address)
  try {
    await once(server, 'listening')
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return null
    throw error
  }
  server.unref()
  const release = async (): Promise<void> => {
    const end = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await end
  }
  return { release }
}

async function connect(address: string): Promise<Socket | null> {
  const socket = createConnection(address)
  try {
    await once(socket, 'connect')
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
  socket.on('error', () => undefined)
  return socket
}

/** Null where the holder went before it said anything. */
async function taken(socket: Socket): Promise<Claim | null> {
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  const answer = new Promise<Holder>((resolve) => {
    socket.once('data', (data) => resolve(holderOf(data.toString('utf8'))))
    setTimeout(() => resolve(UNKNOWN), ANSWER_TIME).unref()
  })
  const holder = await Promise.race([answer, gone.then(() => null)])
  if (holder === null) return null
  socket.unref()
  return { state: 'taken', holder, focus: () => void socket.write('focus\n'), gone, leave: () => socket.destroy() }
}

function holderOf(line: string): Holder {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null || !('kind' in value) || !('process' in value)) return UNKNOWN
    const { kind, process: id } = value
    if ((kind !== 'app' && kind !== 'command line') || typeof id !== 'number') return UNKNOWN
    return { kind, process: id }
  } catch {
    return UNKNOWN
  }
}
