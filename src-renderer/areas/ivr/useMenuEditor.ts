import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Change } from '@shared/contract/changes'
import { isPassing } from '@shared/domain/finding'
import { createMenuCheck, type MenuFinding, type MenuPlace } from '@shared/domain/ivr/check'
import type { Place } from '@shared/domain/call-flow/trace'
import type { Surroundings } from '@shared/domain/ivr/check-rule'
import { copy, paste } from '@shared/domain/ivr/clip'
import { sameMenu } from '@shared/domain/ivr/compare'
import { findContext, findOption, findRule, remove, type RuleSlot, type Selection } from '@shared/domain/ivr/edit'
import { record, redo, startHistory, undo, type History } from '@shared/domain/ivr/history'
import type { MissingReference } from '@shared/domain/ivr/menu-file'
import { mergeMenus, type ConflictPlace } from '@shared/domain/ivr/merge'
import type { Menu } from '@shared/domain/ivr/menu'
import { emptyMenu, newKey } from '@shared/domain/ivr/new'
import { secondsBeforeChoice } from '@shared/domain/ivr/prompt-length'
import type { Names } from '@shared/domain/ivr/words'
import { call, onEvent } from '../../client'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { useI18n } from '../../i18n'
import { useLitPath } from '../call-flow/lit-path-store'
import { copied } from './menu-clip'
import { draftKey, menuDraftSchema } from './menu-draft'

export interface MenuSubject {
  accountId: string
  /** null: the menu is not there yet. */
  extensionId: number | null
  /** Of a new menu; otherwise it is looked up. */
  number: string
}

export type MenuEditor = ReturnType<typeof useMenuEditor>

/** One menu as it is edited: the state that every view of it shares. Made once per page; views get it handed down. */
export function useMenuEditor({ accountId, extensionId, number: givenNumber }: MenuSubject) {
  const { t } = useI18n()
  const lit = useLitPath()
  const account = useAsync(() => call('ivr.account', { accountId, refresh: false }))
  const copies = useAsync(() => call('prompts.copies', { accountId }))
  const loading = useAsync(async () => {
    if (extensionId === null) return { menu: emptyMenu, fetchedAt: Date.now() }
    return call('ivr.read', { accountId, extensionId, refresh: refreshing })
  })
  let refreshing = false
  const progress = shallowRef<{ done: number; total: number | null } | null>(null)
  onScopeDispose(
    onEvent('ivr.didProgress', (event) => {
      if (event.accountId === accountId && event.extensionId === extensionId) progress.value = event
    }),
  )

  /** The provider's menu as the draft knows it; undefined until it was read. */
  const base = shallowRef<Menu>()
  const history = shallowRef<History<Menu>>(startHistory(emptyMenu))
  const label = ref('')
  const selection = shallowRef<Selection | null>(null)
  const conflicts = shallowRef<readonly ConflictPlace[]>([])
  const wasMerged = ref(false)
  let theirs: Menu = emptyMenu
  let before: { base: Menu; mine: Menu } | null = null
  const change = shallowRef<{ id: string } | null>(null)

  const menu = computed(() => history.value.present)
  const number = computed(
    () => account.value.value?.extensions.find(({ id }) => id === extensionId)?.number ?? givenNumber,
  )
  /** The lit call as it went through this menu; null: none did. */
  const path = computed(() => lit.ofMenu(accountId, extensionId))
  const isDirty = () => base.value !== undefined && !sameMenu(base.value, menu.value)
  const changed = computed(isDirty)

  const surroundings = computed((): Surroundings => {
    const known = account.value.value
    const seconds = new Map(copies.value.value?.map(({ promptId, recording }) => [promptId, recording.seconds]))
    return {
      number: number.value,
      extensionLength: known?.extensionLength ?? 3,
      extensions: known ? new Map(known.extensions.map((one) => [one.number, one])) : null,
      sounds: known ? new Map(known.sounds.map(({ id }) => [id, { seconds: seconds.get(id) ?? null }])) : null,
      intervals: known ? new Set(known.intervals.map(({ id }) => id)) : null,
    }
  })
  const check = computed(() => createMenuCheck(surroundings.value))
  const findings = computed((): MenuFinding[] => check.value(menu.value))
  const mayPublish = computed(() => (changed.value || extensionId === null) && isPassing(findings.value))
  const beforeChoice = computed(() =>
    secondsBeforeChoice(menu.value, (id) => surroundings.value.sounds?.get(id)?.seconds ?? null),
  )

  const soundTitles = computed(() => new Map(account.value.value?.sounds.map(({ id, title }) => [id, title])))
  const intervalNames = computed(() => new Map(account.value.value?.intervals.map(({ id, name }) => [id, name])))
  const names: Names = {
    context: (key) => findContext(menu.value, key)?.name,
    sound: (id) => soundTitles.value.get(id),
    interval: (id) => intervalNames.value.get(id),
  }

  let lastKey = 0
  const makeKey = (): string => newKey(`${Date.now().toString(36)}-${(lastKey += 1)}`)

  /** @param subject see `record` */
  function edit(apply: (menu: Menu) => Menu, subject: string | null = null): void {
    history.value = record(history.value, apply(menu.value), subject)
  }

  const draft = useDraft({
    key: draftKey(accountId, extensionId, givenNumber),
    value: () => ({ label: label.value, base: base.value ?? emptyMenu, menu: menu.value }),
    isDirty: () => isDirty() || (extensionId === null && label.value !== ''),
    restore(value) {
      const kept = menuDraftSchema.safeParse(value)
      if (!kept.success) return
      label.value = kept.data.label
      const present = base.value ?? emptyMenu
      if (sameMenu(kept.data.base, present)) history.value = startHistory(kept.data.menu)
      else rebase(kept.data.base, kept.data.menu, present)
    },
    reset() {
      history.value = startHistory(base.value ?? emptyMenu)
      wasMerged.value = false
      conflicts.value = []
    },
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  function rebase(from: Menu, mine: Menu, present: Menu) {
    const merged = mergeMenus(from, mine, present)
    base.value = present
    theirs = present
    before = { base: from, mine }
    history.value = startHistory(merged.menu)
    conflicts.value = merged.conflicts
    wasMerged.value = true
  }

  async function load(refresh: boolean) {
    refreshing = refresh
    progress.value = null
    await Promise.all([loading.reload(), account.reload(), copies.reload()])
    const read = loading.value.value
    if (!read || loading.error.value) return
    const { menu: present } = read
    if (base.value === undefined) {
      base.value = present
      history.value = startHistory(present)
      await draft.open()
    } else if (!sameMenu(base.value, present)) {
      if (isDirty()) rebase(base.value, menu.value, present)
      else {
        base.value = present
        history.value = startHistory(present)
      }
    }
  }

  const publish = useAction(async () => {
    const wanted = menu.value
    const input = { accountId, extensionId, number: number.value, label: label.value, wanted }
    const answer = await call('ivr.publish', { ...input, base: base.value ?? emptyMenu })
    if (answer.outcome === 'planned') change.value = { id: answer.changeId }
    else if (answer.outcome === 'changed') rebase(base.value ?? emptyMenu, wanted, answer.present)
  })

  /** What the file that was read last names and this account lacks. */
  const missing = shallowRef<readonly MissingReference[]>([])
  const exporting = useAction(() =>
    call('ivr.export', { accountId, number: number.value, label: label.value, menu: menu.value }),
  )
  const importing = useAction(async () => {
    const read = await call('ivr.import', { accountId })
    if (!read) return
    missing.value = read.missing
    selection.value = null
    edit(() => read.menu)
  })

  /** Called when the review closes. @returns true when the menu is at the provider now */
  async function settle(outcome: Change): Promise<boolean> {
    change.value = null
    if (outcome.state === 'planned') {
      await call('changes.discard', { changeId: outcome.id })
      return false
    }
    const isComplete = outcome.counts.failed + outcome.counts.skipped + outcome.counts.unknown === 0
    if (isComplete) {
      history.value = startHistory(menu.value)
      base.value = undefined
      await draft.settle()
    }
    if (extensionId !== null) await load(true)
    return isComplete
  }

  return {
    accountId,
    extensionId,
    number,
    label,
    account,
    copies,
    loading,
    progress,
    menu,
    base,
    changed,
    mayPublish,
    findings,
    beforeChoice,
    names,
    selection,
    path,
    conflicts,
    wasMerged,
    change,
    restoredFrom: draft.restoredFrom,
    discard: draft.discard,
    /** After something was added beside the menu: a prompt. */
    async reloadAccount() {
      account.value.value = await call('ivr.account', { accountId, refresh: true })
      await copies.reload()
    },
    async open() {
      await load(false)
      const place = lit.path?.focus
      if (path.value && (place?.kind === 'menuOption' || place?.kind === 'menuRule')) showStep(place)
    },
    refresh: () => load(true),
    publish,
    exporting,
    importing,
    missing,
    closeMissing: () => (missing.value = []),
    settle,
    edit,
    makeKey,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    undo: () => (history.value = undo(history.value)),
    redo: () => (history.value = redo(history.value)),
    select(chosen: Selection | null) {
      selection.value = chosen
    },
    copySelected() {
      if (selection.value) copied.value = { accountId, clip: copy(menu.value, selection.value) }
    },
    canPaste: computed(() => copied.value?.accountId === accountId),
    /** @param slot where rules and options go; contexts come last */
    pasteAt(slot: RuleSlot | null) {
      const clip = copied.value
      if (clip?.accountId !== accountId) return
      const target = { slot, contextIndex: menu.value.contexts.length, makeKey, nameOf }
      edit((present) => paste(present, clip.clip, target))
    },
    removeSelected() {
      const chosen = selection.value
      if (!chosen) return
      selection.value = null
      edit((present) => remove(present, chosen))
    },
    goTo,
    takeTheirs() {
      if (!before) return
      const merged = mergeMenus(before.base, before.mine, theirs, 'theirs')
      edit(() => merged.menu)
      conflicts.value = []
    },
    closeMerge() {
      wasMerged.value = false
      conflicts.value = []
    },
  }

  /** Shows where a finding is. */
  function goTo({ context, digits, rule }: MenuPlace): void {
    if (rule !== null && findRule(menu.value, rule)) selection.value = { kind: 'rules', keys: [rule] }
    else if (context !== null && digits !== null) selection.value = { kind: 'options', context, digits: [digits] }
    else selection.value = context === null ? null : { kind: 'contexts', keys: [context] }
  }

  function showStep(step: Extract<Place, { kind: 'menuOption' | 'menuRule' }>): void {
    const isHere = step.accountId === accountId && step.extensionId === extensionId
    if (!isHere || !findOption(menu.value, { context: step.context, digits: step.option })) return
    goTo({ context: step.context, digits: step.option, rule: step.kind === 'menuRule' ? step.rule : null })
  }

  function nameOf(name: string): string {
    return menu.value.contexts.some((context) => context.name === name) ? t('ivr.copyName', { name }) : name
  }
}
