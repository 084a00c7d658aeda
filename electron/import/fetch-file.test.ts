import { expect, test } from 'vitest'
import { Fetcher, type FetcherOptions, ACCEPT_PICTURES } from './fetch-file.ts'
import { type Answer, picture, redirect, serveAnswers } from './answer-server.ts'
import { publicLookup } from './public-address.ts'

const BYTES = new TextEncoder().encode('what a picture is made of')
const NEVER = new AbortController().signal

/** Asks a server of this machine, which the reader has allowed unless `options` say otherwise. */
async function fetched(
  answers: Readonly<Record<string, Answer>>,
  path: string,
  options: Partial<FetcherOptions> = {},
  signal = NEVER,
) {
  await using server = await serveAnswers(answers)
  await using fetcher = new Fetcher({
    ownHosts: new Set([server.host]),
    limit: 1000,
    accept: ACCEPT_PICTURES,
    ...options,
  })
  const result = await fetcher.fetch(`http://${server.host}${path}`, signal)
  return { result, asked: server.asked, headers: server.headers }
}

test('answers the bytes, and tells the host nothing but what is wanted', async () => {
  const { result, headers } = await fetched({ '/a.png': picture(BYTES) }, '/a.png')
  expect(result).toMatchObject({ ok: true, value: { bytes: BYTES, type: 'image/png' } })
  const [sent = {}] = headers
  expect(Object.keys(sent).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  expect(sent['user-agent']).toBe('Simak')
})

test('follows where it is sent on, as often as is usual', async () => {
  const answers = {
    '/1': redirect('/2', 301),
    '/2': redirect('3', 307),
    '/3': picture(BYTES),
    '/round': redirect('/round'),
  }
  const file = { bytes: BYTES, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/3$/) }
  expect((await fetched(answers, '/1#place')).result).toMatchObject({ ok: true, value: file })
  const round = await fetched(answers, '/round')
  expect(round.result).toEqual({ ok: false, failure: { reason: 'redirects' } })
  expect(round.asked).toHaveLength(6)
})

test('asks nobody in the own network who was not allowed', async () => {
  const refused = await fetched({ '/a.png': picture(BYTES) }, '/a.png', { ownHosts: new Set() })
  expect(refused.result).toEqual({ ok: false, failure: { reason: 'own-network' } })
  expect(refused.asked).toEqual([])
})

test('nor where a host that was allowed sends it on to one', async () => {
  await using other = await serveAnswers({ '/button': picture(BYTES) })
  const { result } = await fetched({ '/a.png': redirect(`http://${other.host}/button`) }, '/a.png')
  expect(result).toEqual({ ok: false, failure: { reason: 'own-network' } })
  expect(other.asked).toEqual([])
})

test('nor where a name of the internet leads to one', async () => {
  await using server = await serveAnswers({ '/button': picture(BYTES) })
  const lookup = publicLookup((_hostname, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]))
  await using fetcher = new Fetcher({ limit: 1000, accept: ACCEPT_PICTURES, lookup })
  const port = server.host.split(':')[1] ?? ''
  expect(await fetcher.fetch(`http://kabar.example:${port}/button`, NEVER)).toEqual({
    ok: false,
    failure: { reason: 'own-network' },
  })
  expect(server.asked).toEqual([])
})

test('nor by any other scheme', async () => {
  expect((await fetched({ '/a': redirect('file:///etc/passwd') }, '/a')).result).toEqual({
    ok: false,
    failure: { reason: 'unreachable' },
  })
})

test('stops at what is too large, whatever the host says of its size', async () => {
  const endless: Answer = (_request, response) => {
    response.writeHead(200)
    const more = (): void => {
      while (response.writable && response.write(BYTES));
    }
    response.on('drain', more)
    more()
  }
  expect((await fetched({ '/endless': endless }, '/endless')).result).toEqual({
    ok: false,
    failure: { reason: 'too-large' },
  })
})

test('says what the host answered, and that it did not', async () => {
  const hangs: Answer = () => undefined
  const breaks: Answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write(BYTES)
    response.destroy()
  }
  expect((await fetched({}, '/none')).result).toEqual({ ok: false, failure: { reason: 'status', status: 404 } })
  expect((await fetched({ '/hangs': hangs }, '/hangs', { fileLimit: 50 })).result).toEqual({
    ok: false,
    failure: { reason: 'timeout' },
  })
  expect((await fetched({ '/breaks': breaks }, '/breaks')).result).toEqual({
    ok: false,
    failure: { reason: 'unreachable' },
  })
})

test('ends when the reader stops it', async () => {
  const stop = new AbortController()
  const hangs: Answer = () => stop.abort()
  expect((await fetched({ '/hangs': hangs }, '/hangs', {}, stop.signal)).result).toEqual({
    ok: false,
    failure: { reason: 'cancelled' },
  })
})
