import { canary } from './canary.ts'
import { payloadIn } from './world.ts'

/** What the hostile server sends: whatever is asked for by its ending, armed so that it shows when it takes effect. */
export function hostileAnswer(url: string, host: string): { type: string; body: string } {
  const id = payloadIn(host) ?? payloadIn(url) ?? 'unnamed'
  const ending = /\.(\w+)(?:$|[?#])/.exec(url)?.[1] ?? 'txt'
  switch (ending) {
    case 'js':
      return { type: 'text/javascript', body: `${canary(id)};export default 0` }
    case 'css':
      return { type: 'text/css', body: `@import url(/more.css?${id});body{background:url(/more.png?${id})}` }
    case 'html':
      return { type: 'text/html', body: `<!doctype html><title>hostile</title><script>${canary(id)}</script>` }
    case 'svg':
      return {
        type: 'image/svg+xml',
        body: `<svg xmlns="http://www.w3.org/2000/svg" id="a"><script>${canary(id)}</script><rect id="b" width="9" height="9"/></svg>`,
      }
    default:
      return { type: 'text/plain', body: 'leaked' }
  }
}
