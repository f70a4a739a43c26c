import { z } from 'zod'
import { settingsSchema, type Settings } from '@shared/contract/app'
import type { StateStore } from './state-store'

export interface SettingsStore {
  read(): Settings
  save(settings: Settings): void
}

/** @param systemLanguages the system's preferred languages as BCP 47 tags, such as `ru-RU`; they decide until a language was chosen. */
export function createSettingsStore(state: StateStore, systemLanguages: readonly string[]): SettingsStore {
  const isRussian = systemLanguages.some((tag) => tag.toLowerCase().split('-')[0] === 'ru')
  const defaults: Settings = { locale: isRussian ? 'ru' : 'en', theme: 'system', journalDays: 90 }
  // Field by field, so that a value of another version costs itself and not all the others.
  const { locale, theme, journalDays } = settingsSchema.shape
  const kept = z.object({
    locale: locale.catch(defaults.locale),
    theme: theme.catch(defaults.theme),
    journalDays: journalDays.catch(defaults.journalDays),
  })
  return {
    read: () => state.read('settings', kept) ?? defaults,
    save: (settings) => state.write('settings', settings),
  }
}
