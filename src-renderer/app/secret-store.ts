import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call, onEvent } from '../client'
import { useAsync } from '../composables/useAsync'

/** Whether the system's keychain can hold keys right now. */
export const useSecretStore = defineStore('secret-store', () => {
  const read = useAsync(() => call('secrets.state', {}))
  const state = computed(() => read.value.value)
  onEvent('accounts.didChange', () => void read.reload())

  /** Asks the keychain once more, after the operator unlocked or installed it. */
  async function retry() {
    read.value.value = await call('secrets.retry', {})
  }

  return { state, error: read.error, load: read.reload, retry }
})
