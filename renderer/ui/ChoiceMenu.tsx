import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import floating from './floating.module.css'
import styles from './Menu.module.css'

export interface Choice<Value extends string> {
  value: Value
  label: string
}

export interface ChoiceMenuProps<Value extends string> {
  trigger: ReactElement<Record<string, unknown>>
  choices: readonly Choice<Value>[]
  value: Value
  onChange(value: Value): void
  align?: 'start' | 'center' | 'end'
}

/** A menu that holds one choice out of several. */
export function ChoiceMenu<Value extends string>({
  trigger,
  choices,
  value,
  onChange,
  align = 'end',
}: ChoiceMenuProps<Value>) {
  function choose(next: unknown): void {
    const choice = choices.find((candidate) => candidate.value === next)
    if (choice !== undefined) onChange(choice.value)
  }
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className={styles.above}>
          <Base.Popup className={`${floating.popup} ${styles.menu}`}>
            <Base.RadioGroup value={value} onValueChange={choose}>
              {choices.map((choice) => (
                <Base.RadioItem key={choice.value} value={choice.value} className={styles.item} closeOnClick>
                  <span className={styles.check}>
                    <Base.RadioItemIndicator>
                      <Check size={16} aria-hidden="true" />
                    </Base.RadioItemIndicator>
                  </span>
                  <span className={styles.label}>{choice.label}</span>
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
