/**
 * Some of the inputs of one reader, in a process of its own; answers with what became of them.
 * Started by import-fuzz.bench.ts: node fuzz-process.ts reader from to
 */
import { JSDOM } from 'jsdom'
import {
  assetNameOf,
  CONTENT_GLOBAL_ATTRIBUTES,
  contentAttributes,
  isContentPlace,
  placeOfLink,
} from '#shared/content-allow-list.ts'
import { importBytes } from '../electron/import/import-file.ts'
import { inputsOf, READERS } from './fuzz-inputs.ts'

/** What the process tells its parent. */
export type FuzzMessage =
  | { kind: 'at'; input: number }
  | { kind: 'wrong'; input: number; what: string }
  | { kind: 'done'; outcomes: Record<string, number>; slowest: number; slowestCpu: number; memory: number }

/** Milliseconds of the processor that one input may take. */
const LONGEST = 10_000
const TELL_EVERY = 25

/** What stands in the content, or in a line that was left out and can be put back, although it must not. */
function notAllowed(html: string, parse: (html: string) => Element): string | null {
  for (const element of parse(html).querySelectorAll('*')) {
    const name = element.nodeName.toLowerCase()
    const own = [...(contentAttributes(name) ?? []), ...CONTENT_GLOBAL_ATTRIBUTES]
    const stray = element.getAttributeNames().find((attribute) => !own.includes(attribute))
    const source = element.getAttribute('src')
    if (contentAttributes(name) === null || stray !== undefined) return `left in: ${name} ${stray ?? ''}`
    if (source !== null && assetNameOf(source) === null) return `left in: src ${source}`
    const href = element.getAttribute('href')
    if (href !== null && !/^(?:https?|mailto):/.test(href) && placeOfLink(href) === null) return `left in: href ${href}`
    const id = element.getAttribute('id')
    if (id !== null && !isContentPlace(id)) return `left in: id ${id}`
  }
  return null
}

const { document } = new JSDOM('').window
const parse = (html: string): Element => {
  const body = document.createElement('div')
  body.innerHTML = html
  return body
}

async function importOne(name: string, bytes: Uint8Array): Promise<string> {
  try {
    const result = await importBytes(name, bytes)
    if (!result.ok) return result.failure.code
    const { content, facts } = result.value
    for (const html of [content, ...facts.removals.map((removal) => removal.html)]) {
      const wrong = notAllowed(html, parse)
      if (wrong !== null) return wrong
    }
    return 'article'
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}

const send = (message: FuzzMessage): boolean | undefined => process.send?.(message)
const reader = READERS.find((one) => one === process.argv[2])
const [from, to] = process.argv.slice(3).map(Number)
if (reader === undefined || from === undefined || to === undefined)
  throw new Error('node fuzz-process.ts reader from to')
const cpu = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const makeInput = await inputsOf(reader)
const outcomes: Record<string, number> = {}
let [slowest, slowestCpu] = [0, 0]
for (let input = from; input < to && makeInput !== null; input += 1) {
  if (input % TELL_EVERY === 0) send({ kind: 'at', input })
  const bytes = makeInput(input)
  const [start, startCpu] = [performance.now(), cpu()]
  const outcome = await importOne(`fuzz.${reader}`, bytes)
  const used = cpu() - startCpu
  slowest = Math.max(slowest, performance.now() - start)
  slowestCpu = Math.max(slowestCpu, used)
  if (outcome.includes(' ') || used > LONGEST) send({ kind: 'wrong', input, what: `${outcome}, ${used.toFixed(0)} ms` })
  outcomes[outcome.split(' ')[0] ?? ''] = (outcomes[outcome.split(' ')[0] ?? ''] ?? 0) + 1
}
send({ kind: 'done', outcomes, slowest, slowestCpu, memory: process.resourceUsage().maxRSS / 1024 })
process.disconnect?.()
