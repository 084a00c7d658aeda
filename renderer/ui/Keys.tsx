import { Fragment } from 'react'
import { keyNames } from './shortcut-keys.ts'
import visuallyHidden from './visually-hidden.module.css'

const ON_MAC = navigator.platform.startsWith('Mac')

/** The keys of one shortcut as the reader's keyboard names them. */
export function Keys({ shortcut }: { shortcut: string }) {
  return (
    <span>
      {keyNames(shortcut, ON_MAC).map((name, index) => (
        <Fragment key={name}>
          {index === 0 ? null : <span className={visuallyHidden.hidden}>+</span>}
          <kbd>{name}</kbd>{' '}
        </Fragment>
      ))}
    </span>
  )
}
