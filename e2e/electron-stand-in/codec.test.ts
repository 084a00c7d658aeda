import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeClone, encodeClone } from './page/codec.ts'

const carried = (value: unknown): unknown => decodeClone(encodeClone(value))

describe('a value crosses the processes as structured clone would carry it', () => {
  test.each([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined, b: null }],
    ['numbers JSON cannot write', [Number.NaN, Number.POSITIVE_INFINITY, -0]],
    ['a date', new Date(0)],
    ['an invalid date', new Date(Number.NaN)],
    ['bytes', new Uint8Array([0, 1, 255])],
    ['a part of a buffer', new Uint8Array([0, 1, 2, 3]).subarray(1, 3)],
    ['wide numbers', new Float64Array([1.5, -2])],
    ['an array buffer', new Uint8Array([1, 2]).buffer],
    ['a map with an object as key', new Map([[{ k: 1 }, new Set([1, 'x'])]])],
    ['a big integer', 2n ** 80n],
    ['a regular expression', /a(b)/giu],
    ['lone surrogates', '\ud800 \udc00'],
    ['a key that is special', JSON.parse('{"__proto__": 1}')],
  ])('%s', (_, value) => {
    expect(carried(value)).toEqual(structuredClone(value))
  })

  test('a circular and a shared reference stay one object', () => {
    const shared = { n: 1 }
    const value: Record<string, unknown> = { shared, again: shared }
    value['self'] = value
    const copy = carried(value)
    expect(copy).toHaveProperty('self', copy)
    expect(copy).toEqual(structuredClone(value))
  })

  test('an error keeps its type, message and cause', () => {
    const copy = carried(new TypeError('no', { cause: new RangeError('deep') }))
    expect(copy).toBeInstanceOf(TypeError)
    expect(copy).toMatchObject({ message: 'no', cause: { name: 'RangeError', message: 'deep' } })
  })

  test('an array keeps its holes', () => {
    const holed = new Array(3)
    holed[1] = 'x'
    expect(Object.keys(carried(holed) ?? {})).toEqual(['1'])
  })

  test('a Node buffer arrives as the bytes it shows', () => {
    expect(carried(Buffer.from('ab'))).toEqual(new Uint8Array([97, 98]))
  })

  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a function deep inside', { a: [() => 1] }],
  ])('%s is refused', (_, value) => {
    expect(() => encodeClone(value)).toThrow('An object could not be cloned.')
  })

  test('anything', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
        (value) => {
          expect(carried(value)).toEqual(structuredClone(value))
        },
      ),
    )
  })
})
