/** The application menu: standard roles, and a few commands that the window carries out. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '@shared/contract'
import { defineTexts, type Locale } from '@shared/text/text'

type MenuCommand = EventPayload<'app.didChooseMenu'>['command']

const texts = defineTexts({
  en: {
    file: 'File',
    addAccount: 'Add account…',
    settings: 'Settings…',
    edit: 'Edit',
    view: 'View',
    palette: 'Go to…',
    window: 'Window',
    help: 'Help',
    documentation: 'MTS Exolve documentation',
  },
  ru: {
    file: 'Файл',
    addAccount: 'Добавить учётную запись…',
    settings: 'Настройки…',
    edit: 'Правка',
    view: 'Вид',
    palette: 'Перейти…',
    window: 'Окно',
    help: 'Справка',
    documentation: 'Документация MTS Exolve',
  },
})

interface MenuActions {
  choose(command: MenuCommand): void
  openDocumentation(): void
}

export function setApplicationMenu(locale: Locale, actions: MenuActions): void {
  const text = texts[locale]
  const isMac = process.platform === 'darwin'
  const command = (id: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    accelerator,
    click: () => actions.choose(id),
  })
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu', label: app.getName() } as const] : []),
    {
      label: text.file,
      submenu: [
        command('addAccount', text.addAccount),
        command('openSettings', text.settings, 'CommandOrControl+,'),
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu', label: text.edit },
    {
      label: text.view,
      submenu: [
        // The page listens for the keys itself, so that they work while a field has the focus.
        { ...command('openPalette', text.palette, 'CommandOrControl+K'), registerAccelerator: false },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu', label: text.window },
    {
      role: 'help',
      label: text.help,
      submenu: [{ id: 'documentation', label: text.documentation, click: () => actions.openDocumentation() }],
    },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
