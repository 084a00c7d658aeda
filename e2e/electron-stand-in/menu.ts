import { isPressed, type KeyPress, parseAccelerator } from './accelerator.ts'
import { Offered, offered, OfferedEmitter, refuseUnknownOptions, words } from './offered.ts'
import { carryOutRole, isRole, type Role, ROLES, type RoleTarget } from './roles.ts'

type Click = (item: MenuItem, window: RoleTarget | undefined, event: object) => void

export interface MenuItemOptions {
  id?: string
  label?: string
  sublabel?: string
  toolTip?: string
  role?: string
  type?: string
  accelerator?: string
  registerAccelerator?: boolean
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  acceleratorWorksWhenHidden?: boolean
  click?: Click
  submenu?: Menu | MenuItemOptions[]
}

const ITEM_OPTIONS = new Set(
  words(`
    id label sublabel toolTip role type accelerator registerAccelerator enabled visible checked
    acceleratorWorksWhenHidden click submenu before after beforeGroupContaining icon
  `),
)

export class MenuItem extends Offered {
  readonly id: string | undefined
  readonly role: string | undefined
  readonly type: string
  readonly accelerator: string | undefined
  readonly registerAccelerator: boolean
  readonly submenu: Menu | undefined
  readonly click: (event?: object, window?: RoleTarget) => void
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  checked: boolean

  constructor(options: MenuItemOptions) {
    super('MenuItem')
    refuseUnknownOptions('MenuItem', options, ITEM_OPTIONS)
    const role = options.role?.toLowerCase()
    const defaults: Role | null = isRole(role) ? ROLES[role] : null
    this.id = options.id
    this.role = role
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : options.submenu
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    this.accelerator = options.accelerator ?? defaults?.accelerator
    if (this.accelerator !== undefined) parseAccelerator(this.accelerator)
    this.registerAccelerator = options.registerAccelerator ?? !defaults?.native
    this.label = options.label ?? defaults?.label ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.click = (event = {}, window) => {
      if (!this.enabled) return
      if (this.type === 'checkbox') this.checked = !this.checked
      if (isRole(role)) carryOutRole(role, window)
      else options.click?.(this, window, event)
    }
  }
}

export class Menu extends OfferedEmitter {
  readonly items: MenuItem[] = []

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close'])
  }

  static buildFromTemplate(template: (MenuItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  append(item: MenuItem): void {
    this.items.push(item)
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

let applicationMenu: Menu | null = null

/** Carries out the item whose accelerator was pressed, if there is one. */
export function pressAccelerator(press: KeyPress, window: RoleTarget): void {
  const item = applicationMenu && findItem(applicationMenu, press)
  item?.click({ triggeredByAccelerator: true }, window)
}

function findItem(menu: Menu, press: KeyPress): MenuItem | null {
  for (const item of menu.items) {
    const inside = item.submenu ? findItem(item.submenu, press) : null
    if (inside) return inside
    if (!item.enabled || !item.registerAccelerator || item.accelerator === undefined) continue
    if (isPressed(parseAccelerator(item.accelerator), press)) return item
  }
  return null
}

export const OfferedMenu = offered('Menu', Menu)
export const OfferedMenuItem = offered('MenuItem', MenuItem)
