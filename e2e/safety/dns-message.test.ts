import { describe, expect, test } from 'vitest'
import { answerQuery, readQuestion } from './dns-message.ts'

/** A query as RFC 1035 lays it out: id 0xabcd, recursion desired, one question. */
function query(name: string, type: number): Buffer {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)])
  return Buffer.from([0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1])
}

describe('DNS messages', () => {
  test('the name and type of a query are read', () => {
    expect(readQuestion(query('Img-Src.leak.test', 65))).toEqual({ name: 'img-src.leak.test', type: 65, end: 35 })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a header alone', Buffer.alloc(12)],
    ['a name that breaks off', query('leak.test', 1).subarray(0, 18)],
    ['a question that breaks off', query('leak.test', 1).subarray(0, -1)],
    ['a compressed name', Buffer.concat([query('', 1).subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])])],
  ])('%s is no question', (_name, bytes) => {
    expect(readQuestion(bytes)).toBeNull()
  })

  test('an A query is answered with the address, with its own id and question', () => {
    const asked = query('leak.test', 1)
    const answer = Buffer.from(answerQuery(asked, { name: 'leak.test', type: 1, end: asked.length }, '203.0.113.1'))
    expect(answer.subarray(0, 2)).toEqual(asked.subarray(0, 2))
    expect(answer.readUInt16BE(6)).toBe(1)
    expect(answer.subarray(12, asked.length)).toEqual(asked.subarray(12))
    expect([...answer.subarray(-4)]).toEqual([203, 0, 113, 1])
  })

  test('other types have no record', () => {
    const asked = query('leak.test', 28)
    const answer = Buffer.from(answerQuery(asked, { name: 'leak.test', type: 28, end: asked.length }, '203.0.113.1'))
    expect(answer.readUInt16BE(6)).toBe(0)
    expect(answer.length).toBe(asked.length)
  })
})
