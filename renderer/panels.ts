import { useEffect, useState } from 'react'

/** Below this width (CSS pixels) there is no room for three regions: annotations lie over the article when wanted. */
const THREE_REGIONS = 1100

export interface Panels {
  library: boolean
  annotations: boolean
  /** The window is too narrow for three regions. */
  narrow: boolean
  toggleLibrary(): void
  toggleAnnotations(): void
  showLibrary(): void
  hideAnnotations(): void
}

/** Which side regions are shown. A window that gets narrow folds the annotations away, one that gets wide brings them back. */
export function usePanels(): Panels {
  const [narrow, setNarrow] = useState(() => query().matches)
  const [library, setLibrary] = useState(true)
  const [wanted, setWanted] = useState({ wide: true, narrow: false })
  useEffect(() => {
    const media = query()
    const update = () => {
      setNarrow(media.matches)
      setWanted((before) => ({ ...before, narrow: false }))
    }
    media.addEventListener('change', update)
    return () => media.removeEventListener('change', update)
  }, [])
  const width = narrow ? 'narrow' : 'wide'
  return {
    library,
    annotations: wanted[width],
    narrow,
    toggleLibrary: () => setLibrary((shown) => !shown),
    showLibrary: () => setLibrary(true),
    toggleAnnotations: () => setWanted((before) => ({ ...before, [width]: !before[width] })),
    hideAnnotations: () => setWanted((before) => ({ ...before, [width]: false })),
  }
}

function query(): MediaQueryList {
  return window.matchMedia(`(max-width: ${THREE_REGIONS - 1}px)`)
}
