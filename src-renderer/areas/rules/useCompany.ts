import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import type { IncomingRule } from '@shared/domain/pbx/incoming-rule'
import { call, onEvent } from '../../client'
import { useAsync } from '../../composables/useAsync'
import { useNow } from '../../composables/useNow'

/** What the rules of an account may refer to, as it was fetched last, and followed as that changes. */
export function useCompany(accountId: string) {
  const company = useAsync(() => call('pbx.company', { accountId }))
  const now = useNow()
  /** Rules of extensions that were asked about, for the loops that lead through them. */
  const rules = shallowReactive(new Map<number, readonly IncomingRule[] | undefined>())
  /** Grows when what is kept of the account changes. */
  const version = shallowRef(0)

  function reload() {
    version.value += 1
    rules.clear()
    void company.reload()
  }
  const stop = onEvent('pbx.didChange', (event) => {
    if (event.accountId === accountId) reload()
  })
  onScopeDispose(stop)
  void company.reload()

  async function loadRules(id: number) {
    const { rules: saved } = await call('pbx.rules.read', { accountId, id, refresh: false })
    rules.set(
      id,
      saved.map(({ rule }) => rule),
    )
  }

  /** @returns undefined until they have been read, which is followed */
  function rulesOf(id: number): readonly IncomingRule[] | undefined {
    if (!rules.has(id)) {
      // Said at once, so that one question is asked.
      queueMicrotask(() => {
        if (rules.has(id)) return
        rules.set(id, undefined)
        void loadRules(id)
      })
    }
    return rules.get(id)
  }

  const known = computed(() => company.value.value ?? null)
  const numbering = computed(
    () => known.value?.company ?? { prefix: '', domain: '', domainPrefix: '', extensionLength: 3 },
  )

  const menus = computed(
    () => new Map(known.value?.menus.map(({ extensionId, forwardings }) => [extensionId, forwardings])),
  )

  /** @param extensionId whose rules are checked */
  const contextOf = (extensionId: number): RuleContext => ({
    owner: known.value?.extensions.find(({ id }) => id === extensionId) ?? null,
    numbering: numbering.value,
    ...(known.value && {
      extensions: known.value.extensions,
      prompts: known.value.prompts,
      intervals: known.value.intervals,
      publicNumbers: known.value.publicNumbers,
    }),
    rulesOf,
    menuForwardings: (id) => menus.value.get(id),
    now: now.value,
  })

  return {
    /** null: never fetched. */
    known,
    /** Whether it is known that nothing was fetched yet. */
    error: company.error,
    retry: company.reload,
    reload,
    numbering,
    contextOf,
    version,
  }
}

export type KnownCompany = ReturnType<typeof useCompany>
