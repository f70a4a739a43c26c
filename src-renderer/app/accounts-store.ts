import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Account } from '@shared/contract/accounts'
import { call, onEvent } from '../client'
import { useAsync } from '../composables/useAsync'

/** All accounts, followed as main changes them, and the one the operator works with. */
export const useAccounts = defineStore('accounts', () => {
  const list = useAsync(() => call('accounts.list', {}))
  const items = computed<Account[]>(() => list.value.value ?? [])
  const chosenId = ref<string>()

  const find = (id: string | undefined): Account | undefined => items.value.find((account) => account.id === id)

  /** The account of the open page, else the one used last, else the first that is not disabled. */
  const current = computed(
    () => find(chosenId.value) ?? items.value.find((account) => !account.disabled) ?? items.value[0],
  )

  const choose = (id: string) => {
    chosenId.value = id
  }

  const follow = () => onEvent('accounts.didChange', () => void list.reload())

  return { items, status: list.status, error: list.error, current, find, choose, load: list.reload, follow }
})
