import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import floating from './floating.module.css'
import { Keys } from './Keys.tsx'
import styles from './Tooltip.module.css'

export interface TooltipProps {
  text: string
  /** Key as in a shortcut ("mod+o"). */
  shortcut?: string | undefined
  /** One element that can take focus; it keeps its own accessible name. */
  children: ReactElement<Record<string, unknown>>
}

export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    // Escape means what the tooltip stands in (a card, a dialog) too: one press is enough.
    <Base.Root
      onOpenChange={(_open, change) => (change.reason === 'escape-key' ? change.allowPropagation() : undefined)}
    >
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className={floating.positioner}>
          <Base.Popup className={`${floating.popup} ${styles.tooltip}`}>
            {text}
            {shortcut === undefined ? null : <Keys shortcut={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
