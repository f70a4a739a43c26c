import { usePreferredDark } from './usePreferredDark'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watchEffect } from 'vue'
import type { Notice, Settings } from '@shared/contract/app'
import { call, onEvent } from '../client'
import { i18n } from '../i18n'
import { applyTokens } from './theme'

/** The program itself: its version, the operator's language and theme, and what there is to say about this start. */
export const useProgram = defineStore('program', () => {
  const version = ref('')
  const platform = ref('')
  const settings = shallowRef<Settings>({ locale: 'ru', theme: 'system', journalDays: 90 })
  const notices = shallowRef<Notice[]>([])
  const prefersDark = usePreferredDark()
  const appearance = computed(() => {
    if (settings.value.theme === 'system') return prefersDark.value ? 'dark' : 'light'
    return settings.value.theme
  })

  watchEffect(() => applyTokens(appearance.value))
  watchEffect(() => {
    i18n.global.locale.value = settings.value.locale
    document.documentElement.lang = settings.value.locale
  })

  async function load() {
    const description = await call('app.describe', {})
    version.value = description.version
    platform.value = description.platform
    settings.value = description.settings
    notices.value = description.notices
    onEvent('app.didNotice', (notice) => {
      notices.value = [...notices.value, notice]
    })
  }

  /** Shows the new settings at once and keeps them; what could not be kept is taken back. */
  async function save(changed: Partial<Settings>) {
    const before = settings.value
    settings.value = { ...before, ...changed }
    try {
      await call('settings.save', settings.value)
    } catch (error) {
      const taken = Object.keys(changed).map((key) => [key, before[key as keyof Settings]])
      // Others may have been chosen meanwhile; they stay.
      settings.value = { ...settings.value, ...Object.fromEntries(taken) }
      throw error
    }
  }

  const dismiss = (notice: Notice) => {
    notices.value = notices.value.filter((other) => other !== notice)
  }

  return { version, platform, settings, notices, appearance, load, save, dismiss }
})
