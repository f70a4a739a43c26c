/** The stand-in for `electron`: what the program uses of it, on Node and the installed Chromium. */
import { app } from './app.ts'
import { isControlled } from './chromium.ts'
import { obeyTests } from './control.ts'
import { clipboard, dialog, nativeTheme, powerMonitor, screen, shell } from './desktop.ts'
import { ipcMain } from './ipc.ts'
import { Menu } from './menu.ts'
import { net } from './network.ts'
import { protocol } from './scheme.ts'
import { session } from './session.ts'
import { strict } from './strict.ts'
import { BrowserWindow } from './window.ts'

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
}

const electron = strict('electron', {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
})
export default electron

if (isControlled) obeyTests(electron)
