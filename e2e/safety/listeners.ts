import dgram from 'node:dgram'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import { answerQuery, readQuestion } from './dns-message.ts'
import { hostileAnswer } from './hostile-answers.ts'
import { type Contact, HTTP_PORTS, OUTSIDE, payloadIn, TCP_PORTS, UDP_PORTS } from './world.ts'

type Record = (contact: Contact) => void

/** Opens every listener of the world on all addresses of this namespace; `record` hears of each contact. */
export async function listen(record: Record): Promise<void> {
  await Promise.all([
    listenForNames(record),
    listenForNamesByTcp(record),
    ...HTTP_PORTS.map((port) => listenForRequests(port, record)),
    ...TCP_PORTS.map((port) => listenForConnections(port, record)),
    ...UDP_PORTS.map((port) => listenForDatagrams(port, record)),
  ])
}

async function listenForNames(record: Record): Promise<void> {
  const socket = dgram.createSocket('udp4')
  socket.on('message', (query, from) => {
    const answer = answerName(query, record)
    if (answer !== null) socket.send(answer, from.port, from.address)
  })
  socket.bind(53)
  await once(socket, 'listening')
}

/** DNS over TCP puts the length of the message before it (RFC 1035, section 4.2.2). */
async function listenForNamesByTcp(record: Record): Promise<void> {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      const answer = answerName(data.subarray(2), record)
      if (answer === null) {
        socket.destroy()
        return
      }
      const length = Buffer.alloc(2)
      length.writeUInt16BE(answer.length)
      socket.end(Buffer.concat([length, answer]))
    })
  })
  server.listen(53)
  await once(server, 'listening')
}

function answerName(query: Uint8Array, record: Record): Uint8Array | null {
  const question = readQuestion(query)
  const what = question === null ? 'no question' : `${question.name} (type ${question.type})`
  record(contact('dns', 53, what))
  return question === null ? null : answerQuery(query, question, OUTSIDE)
}

async function listenForRequests(port: number, record: Record): Promise<void> {
  const server = http.createServer((request, response) => {
    record(contact('http', port, lineOf(request)))
    const { type, body } = hostileAnswer(request.url ?? '/', request.headers.host ?? '')
    response.writeHead(200, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*', Connection: 'close' })
    response.end(body)
  })
  server.on('connection', () => record(contact('tcp', port, 'connection')))
  server.on('upgrade', (request: http.IncomingMessage, socket: Duplex) => {
    record(contact('http', port, lineOf(request)))
    socket.destroy()
  })
  server.listen(port)
  await once(server, 'listening')
}

function lineOf(request: http.IncomingMessage): string {
  return `${request.method} ${request.headers.host ?? ''}${request.url ?? ''}`
}

async function listenForConnections(port: number, record: Record): Promise<void> {
  const server = net.createServer((socket) => {
    record(contact('tcp', port, 'connection'))
    socket.on('error', () => socket.destroy())
    socket.once('data', (data) => {
      record(contact('tcp', port, data.toString('latin1')))
      socket.destroy()
    })
  })
  server.listen(port)
  await once(server, 'listening')
}

async function listenForDatagrams(port: number, record: Record): Promise<void> {
  const socket = dgram.createSocket('udp4')
  socket.on('message', (data) => record(contact('udp', port, data.toString('latin1'))))
  socket.bind(port)
  await once(socket, 'listening')
}

function contact(via: Contact['via'], port: number, what: string): Contact {
  const legible = what.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 200)
  return { via, port, what: legible, payload: payloadIn(what), at: Date.now() }
}
