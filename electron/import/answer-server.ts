/** A server of this machine, for tests of what is asked over the network. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface AnswerServer extends AsyncDisposable {
  /** `127.0.0.1:<port>` */
  host: string
  /** Paths that were asked for, in their order, and the headers of each. */
  asked: string[]
  headers: IncomingMessage['headers'][]
}

export async function serveAnswers(answers: Readonly<Record<string, Answer>>): Promise<AnswerServer> {
  const asked: string[] = []
  const headers: IncomingMessage['headers'][] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    headers.push(request.headers)
    const answer = answers[path]
    if (answer === undefined) response.writeHead(404).end()
    else answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { host: `127.0.0.1:${address.port}`, asked, headers, [Symbol.asyncDispose]: close }
}

export function picture(bytes: Uint8Array): Answer {
  return (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(bytes)
}

export function redirect(location: string, status = 302): Answer {
  return (_request, response) => response.writeHead(status, { location }).end('elsewhere')
}
