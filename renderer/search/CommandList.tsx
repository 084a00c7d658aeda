import { Command } from 'lucide-react'
import { useEffect, useState } from 'react'
import { translate } from '../ui/i18n.ts'
import { Keys } from '../ui/Keys.tsx'
import { activeShortcuts, type Shortcut } from '../ui/shortcuts.ts'
import styles from './SearchDialog.module.css'

/** Commands shown beside results; all of them behind a `>`. */
const FEW = 3
/** Shorter than this, words fit too many commands. */
const SHORTEST = 3

/** The commands that the query names: with `>` before it all that fit, else the few whose words begin so. */
export function useCommands(query: string): Shortcut[] {
  const [known, setKnown] = useState<Shortcut[]>([])
  // Asked once, when the dialog opens: what the keys would have done before it did.
  useEffect(() => setKnown(activeShortcuts()), [])
  const all = query.startsWith('>')
  const wanted = (all ? query.slice(1) : query).trim().toLowerCase()
  if (query === '' || (!all && wanted.length < SHORTEST)) return []
  const words = wanted.split(/\s+/)
  const fits = ({ message }: Shortcut): boolean => {
    const name = translate(message).toLowerCase()
    return words.every((word) => ` ${name}`.includes(` ${word}`))
  }
  return known.filter(fits).slice(0, all ? undefined : FEW)
}

/** Runs the command once the dialog has given the focus back. */
export function runCommand(command: Shortcut): void {
  requestAnimationFrame(() => command.run(new KeyboardEvent('keydown')))
}

export interface CommandListProps {
  commands: readonly Shortcut[]
  active: number
  onChoose(index: number): void
}

export function CommandList({ commands, active, onChoose }: CommandListProps) {
  return commands.map((command, index) => (
    <div
      key={command.id}
      id={`search-choice-${index}`}
      role="option"
      tabIndex={-1}
      aria-selected={index === active}
      className={styles.choice}
      onClick={() => onChoose(index)}
    >
      <Command size={14} aria-hidden="true" />
      <span className={styles.command}>{translate(command.message)}</span>
      {command.keys[0] === undefined ? null : <Keys shortcut={command.keys[0]} />}
    </div>
  ))
}
