/** Holds every page of the program where it is: no navigation, no new window, no frame of another origin, no permission. */
import { app, session } from 'electron'
import type { Log } from '../log/log'

/** @param isOwnUrl true for pages of our own window */
export function guardNavigation(isOwnUrl: (url: string) => boolean, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void; url: string }) => {
      if (isOwnUrl(event.url)) return
      event.preventDefault()
      log.warn('navigation refused', { url: event.url })
    }
    contents.on('will-navigate', refuse)
    contents.on('will-redirect', refuse)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('new window refused', { url })
      return { action: 'deny' }
    })
  })
}

/** Camera, microphone, notifications, location …: the console needs none of them. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
}
