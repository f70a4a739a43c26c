/** `Menu`: nothing is drawn; a test clicks the items. */
import type {
  KeyboardEvent,
  Menu as ElectronMenu,
  MenuItem as ElectronMenuItem,
  MenuItemConstructorOptions,
} from 'electron'
import { app } from './app.ts'
import { strict } from './strict.ts'
import { BrowserWindow } from './window.ts'

const roleActions: Partial<Record<string, () => void>> = {
  quit: () => app.quit(),
  close: () => BrowserWindow.getFocusedWindow()?.close(),
  minimize: () => BrowserWindow.getFocusedWindow()?.minimize(),
}

/** Menus that Electron fills by itself. */
const filledRoles: Partial<Record<string, MenuItemConstructorOptions['role'][]>> = {
  appmenu: ['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
  editmenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'],
  windowmenu: ['minimize', 'zoom', 'close'],
}

class StandInMenuItem implements Pick<ElectronMenuItem, 'id' | 'label' | 'role' | 'type' | 'click'> {
  readonly id: string
  readonly label: string
  readonly role: ElectronMenuItem['role']
  readonly type: ElectronMenuItem['type']
  readonly accelerator: ElectronMenuItem['accelerator']
  readonly submenu: ElectronMenu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  private readonly options: MenuItemConstructorOptions

  constructor(options: MenuItemConstructorOptions) {
    this.options = options
    this.id = options.id ?? ''
    // Electron gives its roles in small letters.
    this.role = options.role?.toLowerCase() as ElectronMenuItem['role']
    this.label = options.label ?? options.role ?? ''
    this.accelerator = options.accelerator ?? null
    const filled = filledRoles[this.role ?? '']?.map((role): MenuItemConstructorOptions => ({ role }))
    const submenu = options.submenu ?? filled
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
  }

  click(): void {
    if (!this.enabled) return
    if (this.options.click) {
      const window = BrowserWindow.getFocusedWindow() ?? undefined
      this.options.click(this as unknown as ElectronMenuItem, window as never, {} as KeyboardEvent)
      return
    }
    const act = roleActions[this.role ?? '']
    if (!act) throw new Error(`The stand-in runtime does not carry out the menu role '${String(this.role)}'.`)
    act()
  }
}

class StandInMenu implements Pick<ElectronMenu, 'items' | 'getMenuItemById'> {
  private static current: ElectronMenu | null = null
  readonly items: ElectronMenuItem[] = []

  static buildFromTemplate(template: MenuItemConstructorOptions[]): ElectronMenu {
    const menu = new StandInMenu()
    for (const options of template) menu.items.push(strict('MenuItem', new StandInMenuItem(options)) as never)
    return strict('Menu', menu) as unknown as ElectronMenu
  }

  static setApplicationMenu(menu: ElectronMenu | null): void {
    StandInMenu.current = menu
  }

  static getApplicationMenu = () => StandInMenu.current

  getMenuItemById(id: string): ElectronMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

export const Menu = strict('Menu', StandInMenu)
