/** Handlers of the program itself: settings, drafts, closing, links. */
import type { Notice, Settings } from '@shared/contract/app'
import type { DraftStore } from '../storage/draft-store'
import type { SettingsStore } from '../storage/settings-store'
import type { HandlersOf } from './handlers'

interface AppHandlerOptions {
  version: string
  platform: string
  notices(): Notice[]
  settings: SettingsStore
  /** Carries saved settings to what lies outside the page: menu, native theme. */
  onSettings(settings: Settings): void
  drafts: DraftStore
  window: { setUnsavedWork(unsaved: boolean): void; confirmClose(): void }
  openExternalLink(url: string): Promise<void>
}

export function appHandlers(options: AppHandlerOptions): HandlersOf<'app' | 'settings' | 'drafts'> {
  const { settings, drafts, window } = options
  return {
    'app.describe': () => ({
      version: options.version,
      platform: options.platform,
      settings: settings.read(),
      notices: options.notices(),
    }),
    'settings.save': (changed) => {
      settings.save(changed)
      options.onSettings(changed)
      return changed
    },
    'drafts.read': ({ key }) => drafts.read(key),
    'drafts.save': ({ key, text }) => {
      drafts.save(key, text)
      return {}
    },
    'drafts.discard': ({ key }) => {
      drafts.discard(key)
      return {}
    },
    'drafts.list': () => drafts.list(),
    'app.setUnsavedWork': ({ unsaved }) => {
      window.setUnsavedWork(unsaved)
      return {}
    },
    'app.confirmClose': () => {
      // After the answer has left: closing takes the page down with it.
      setImmediate(() => window.confirmClose())
      return {}
    },
    'app.openExternal': async ({ url }) => {
      await options.openExternalLink(url)
      return {}
    },
  }
}
