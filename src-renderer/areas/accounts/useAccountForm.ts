import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { Account } from '@shared/contract/accounts'
import { providers, secretFields, type ProviderId } from '@shared/domain/account'
import { isPassing } from '@shared/domain/finding'
import { useAccounts } from '../../app/accounts-store'
import { useSecretStore } from '../../app/secret-store'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import {
  checkAccountForm,
  emptyForm,
  formOf,
  formOfDraft,
  isDirty,
  isEntered,
  providerDefaults,
  settingsOf,
  shownFindings,
  wantedSecrets,
  type EnteredSecrets,
} from './account-form.model'

/**
 * The form of a new account, or of an existing one.
 * @param account the account as it is saved; undefined while it does not exist.
 */
export function useAccountForm(account: Account | undefined) {
  const accounts = useAccounts()
  const secretStore = useSecretStore()
  const saved = shallowRef(account)
  const savedForm = () => (saved.value ? formOf(saved.value) : emptyForm())
  /** With what changes beside the form: the disabled mark and the place of the key. */
  const current = computed(() => accounts.find(saved.value?.id) ?? saved.value)

  const form = reactive(savedForm())
  const secrets = reactive<EnteredSecrets>({})
  const chosenKeep = ref<'keychain' | 'session'>('keychain')
  const keychainReady = computed(() => secretStore.state === undefined || secretStore.state.state === 'ready')
  /** Where a newly entered key goes; without a working keychain only the session is left. */
  const keep = computed({
    get: () => (keychainReady.value ? chosenKeep.value : 'session'),
    set: (place) => {
      chosenKeep.value = place
    },
  })
  const tried = ref(false)
  const dirty = computed(() => isDirty(form, secrets, savedForm()))

  const saving = useAction(async () => {
    const settings = settingsOf(form, current.value?.disabled ?? false)
    const entered = wantedSecrets(form, secrets)
    if (!saved.value) saved.value = await call('accounts.add', { settings, secrets: entered, keep: keep.value })
    else {
      const accountId = saved.value.id
      saved.value = await call('accounts.update', { accountId, settings })
      // The settings stay saved if the keychain then refuses the secrets, which are still in their fields.
      if (isEntered(entered))
        saved.value = await call('accounts.setSecret', { accountId, secrets: entered, keep: keep.value })
    }
    reset()
    await accounts.load()
    await draft.settle()
  })

  function reset() {
    Object.assign(form, savedForm())
    for (const field of secretFields) secrets[field] = ''
    tried.value = false
  }

  const draft = useDraft({
    key: `account/${account?.id ?? 'new'}`,
    value: () => ({ ...form }),
    isDirty: () => dirty.value,
    restore: (value) => Object.assign(form, formOfDraft(value)),
    reset,
  })
  useUnsavedWork({ isDirty: () => dirty.value, keep: draft.keep, discard: draft.discard })
  void draft.open()

  const found = computed(() => checkAccountForm(form, secrets, current.value, accounts.items))
  /** What main refused stands at its field until the form is edited again. */
  const findings = computed(() => [...shownFindings(found.value, tried.value), ...(saving.error.value?.fields ?? [])])
  watch([form, secrets], () => {
    saving.error.value = null
  })

  /** Another provider has other defaults; an address that was typed stays. */
  function chooseProvider(provider: ProviderId) {
    const { baseUrl, signIn } = providerDefaults(provider)
    const isProposed = form.baseUrl.trim() === providers[form.provider].defaultBaseUrl
    Object.assign(form, { provider, signIn, ...(isProposed && { baseUrl }) })
  }

  /** @returns the account as it is saved now, or undefined if something stands in the way: the findings or the error say what. */
  async function save(): Promise<Account | undefined> {
    tried.value = true
    if (!isPassing(found.value)) return undefined
    return (await saving.run()) ? saved.value : undefined
  }

  return { form, secrets, keep, keychainReady, findings, dirty, draft, saving, save, chooseProvider }
}
