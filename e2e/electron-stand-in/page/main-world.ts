import { Bridge } from './bridge-values.ts'

// Runs before every other script of the page and gets the wire from the isolated world, which runs right after it.
if (window.parent === window) {
  document.addEventListener(
    'electron-stand-in',
    (event) => {
      if (event instanceof FocusEvent && event.relatedTarget) new Bridge(event.relatedTarget, 'to-isolated', 'to-main')
    },
    { once: true },
  )
}
