import { expect, test } from 'vitest'
import type { FetchProgress } from '#shared/missing-pictures.ts'
import { fetchPictures, hostsOf } from './fetch-pictures.ts'
import { type Answer, picture, serveAnswers } from './answer-server.ts'
import { pngOf } from './zip-fixtures.ts'

const PNG = pngOf(30)
const NEVER = new AbortController().signal
const PAGE: Answer = (_request, response) => response.writeHead(200).end('<!doctype html><p>Not here.')

test('says who has the pictures, and which of them are one’s own', () => {
  const pictures = [
    ['https://a.example/1'],
    ['https://b.example:8443/2', 'https://a.example/2'],
    ['https://a.example/3'],
  ]
  expect(hostsOf([...pictures, ['http://192.168.1.1/button']])).toEqual({
    count: 4,
    hosts: [
      { host: 'a.example', count: 2, isOwn: false },
      { host: 'b.example:8443', count: 1, isOwn: false },
      { host: '192.168.1.1', count: 1, isOwn: true },
    ],
  })
})

test('gets what there is, and says why it does not get the others', async () => {
  await using server = await serveAnswers({ '/1.png': picture(PNG), '/3-large.png': picture(PNG), '/page': PAGE })
  const at = (path: string): string => `http://${server.host}${path}`
  const seen: FetchProgress[] = []
  const { fetched, failed } = await fetchPictures(
    [[at('/1.png')], [at('/2.png')], [at('/3.png'), at('/3-large.png')], [at('/page')]],
    { hosts: new Set([server.host]), signal: NEVER, onProgress: (progress) => seen.push(progress) },
  )
  expect(Object.keys(fetched).sort()).toEqual([at('/1.png'), at('/3-large.png')])
  expect(fetched[at('/1.png')]).toEqual(PNG)
  expect(failed.toSorted((a, b) => a.address.localeCompare(b.address))).toEqual([
    { address: at('/2.png'), reason: 'status', status: 404 },
    { address: at('/page'), reason: 'not-a-picture' },
  ])
  expect(seen.map(({ done }) => done)).toEqual([1, 2, 3, 4])
})

test('asks only whom the reader chose', async () => {
  await using chosen = await serveAnswers({ '/1.png': picture(PNG) })
  await using other = await serveAnswers({ '/1.png': picture(PNG) })
  const { fetched, failed } = await fetchPictures(
    [
      [`http://${chosen.host}/none.png`, `http://${other.host}/1.png`],
      [`http://${other.host}/1.png`, `http://${chosen.host}/1.png`],
    ],
    { hosts: new Set([chosen.host]), signal: NEVER, onProgress: () => undefined },
  )
  expect(fetched).toEqual({})
  expect(failed).toHaveLength(1)
  expect(chosen.asked).toEqual(['/none.png'])
  expect(other.asked).toEqual([])
})

test('keeps what has come when the reader stops it, and asks for nothing more', async () => {
  const stop = new AbortController()
  const last: Answer = () => stop.abort()
  await using server = await serveAnswers({ '/1.png': picture(PNG), '/2.png': last })
  const pictures = ['/1.png', '/2.png', '/3.png', '/4.png', '/5.png', '/6.png']
  const { fetched, failed } = await fetchPictures(
    pictures.map((path) => [`http://${server.host}${path}`]),
    { hosts: new Set([server.host]), signal: stop.signal, onProgress: () => undefined },
  )
  expect(Object.keys(fetched).length + failed.length).toBe(pictures.length)
  expect(failed.some(({ reason }) => reason === 'cancelled')).toBe(true)
})
