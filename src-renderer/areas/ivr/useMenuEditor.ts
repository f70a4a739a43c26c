import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Change } from '@shared/contract/changes'
import { isPassing } from '@shared/domain/finding'
import { allFindings, createMenuCheck, type MenuFinding, type MenuPlace } from '@shared/domain/ivr/check'
import type { Place } from '@shared/domain/call-flow/trace'
import type { Surroundings } from '@shared/domain/ivr/check-rule'
import { menuChanges, type MenuChange } from '@shared/domain/ivr/differences'
import { sameMenu, sharedWith } from '@shared/domain/ivr/compare'
import { findContext, findOption, findRule, type Selection } from '@shared/domain/ivr/edit'
import { mergeMenus, type ConflictPlace } from '@shared/domain/ivr/merge'
import type { Context, Menu } from '@shared/domain/ivr/menu'
import { emptyMenu, newKey } from '@shared/domain/ivr/new'
import { secondsBeforeChoice } from '@shared/domain/ivr/prompt-length'
import { replacePrompts, usedUploads, type PromptUpload } from '@shared/domain/ivr/uploads'
import type { Names } from '@shared/domain/ivr/words'
import { remembered } from '@shared/domain/remembered'
import { call, onEvent } from '../../client'
import { steady } from '../../composables/steady'
import { useAction } from '../../composables/useAction'
import { useAsync } from '../../composables/useAsync'
import { useDraft } from '../../composables/useDraft'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import { useLitPath } from '../call-flow/lit-path-store'
import { createDraftEncoder, draftKey, menuDraftSchema, takeBegun } from './menu-draft'
import { useArrangement } from './useArrangement'
import { useMenuClipboard } from './useMenuClipboard'
import { useMenuFiles } from './useMenuFiles'
import { useMenuHistory } from './useMenuHistory'

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
  const lit = useLitPath()
  const menuId = draftKey(accountId, extensionId, givenNumber)
  /** What is asked of the provider again, even where it is known. */
  let anew: 'nothing' | 'lists' | 'all' = 'nothing'
  const account = useAsync(() => call('ivr.account', { accountId, refresh: anew !== 'nothing' }))
  const copies = useAsync(() => call('prompts.copies', { accountId }))
  const loading = useAsync(async () => {
    if (extensionId === null) return { menu: emptyMenu, fetchedAt: Date.now(), unfinished: null }
    return call('ivr.read', { accountId, extensionId, refresh: anew === 'all' })
  })
  const progress = shallowRef<{ done: number; total: number | null } | null>(null)
  onScopeDispose(
    onEvent('ivr.didProgress', (event) => {
      if (event.accountId === accountId && event.extensionId === extensionId) progress.value = event
    }),
  )

  /** The provider's menu as the draft knows it; undefined until it was read. */
  const base = shallowRef<Menu>()
  const { menu, selection, edit, restart, ...steps } = useMenuHistory()
  const arrangement = useArrangement({ accountId, extensionId, menu: () => menu.value, base: () => base.value })
  const label = ref('')
  /** Prompts that are uploaded when the menu is published, if it still plays them. */
  const uploads = shallowRef<readonly PromptUpload[]>([])
  const conflicts = shallowRef<readonly ConflictPlace[]>([])
  const wasMerged = ref(false)
  /** What was found to be another at the provider than it was known to be. */
  const providerChanges = shallowRef<readonly MenuChange[]>([])
  let theirs: Menu = emptyMenu
  let before: { base: Menu; mine: Menu } | null = null
  const change = shallowRef<{ id: string } | null>(null)
  /** Id of the extension that publishing this new menu has made, and where it goes on. */
  const begunAt = shallowRef<number | null>(null)

  const number = computed(
    () => account.value.value?.extensions.find(({ id }) => id === extensionId)?.number ?? givenNumber,
  )
  /** The lit call as it went through this menu; null: none did. */
  const path = computed(() => lit.ofMenu(accountId, extensionId))
  const changed = computed(() => base.value !== undefined && !sameMenu(base.value, menu.value))
  const isDirty = () => changed.value

  /** Those of the account, then those that come with the menu. */
  const prompts = computed(() => [...(account.value.value?.sounds ?? []), ...uploads.value])
  const surroundings = computed((): Surroundings => {
    const known = account.value.value
    const seconds = new Map([
      ...(copies.value.value ?? []).map(({ promptId, recording }) => [promptId, recording.seconds] as const),
      ...uploads.value.map(({ id, recording }) => [id, recording.seconds] as const),
    ])
    return {
      number: number.value,
      extensionLength: known?.extensionLength ?? 3,
      extensions: known ? new Map(known.extensions.map((one) => [one.number, one])) : null,
      sounds: known ? new Map(prompts.value.map(({ id }) => [id, { seconds: seconds.get(id) ?? null }])) : null,
      intervals: known ? new Set(known.intervals.map(({ id }) => id)) : null,
    }
  })
  const check = computed(() => createMenuCheck(surroundings.value))
  const found = computed(() => check.value(menu.value))
  const findings = computed((): MenuFinding[] => allFindings(found.value))
  /** @param context its key, null: of the settings. @returns the same list for as long as nothing in it is another */
  const findingsIn = (context: string | null): readonly MenuFinding[] => found.value.get(context) ?? []
  const mayPublish = computed(() => (changed.value || extensionId === null) && isPassing(findings.value))
  const beforeChoice = computed(() =>
    secondsBeforeChoice(menu.value, (id) => surroundings.value.sounds?.get(id)?.seconds ?? null),
  )

  const soundTitles = computed(() => new Map(prompts.value.map(({ id, title }) => [id, title])))
  const intervalNames = computed(() => new Map(account.value.value?.intervals.map(({ id, name }) => [id, name])))
  const choiceOf = remembered(({ key, name }: Context) => ({ value: key, label: name }))
  /** Contexts to choose from. */
  const contextChoices = steady(() => menu.value.contexts.map(choiceOf))
  const names: Names = {
    context: (key) => findContext(menu.value, key)?.name,
    sound: (id) => soundTitles.value.get(id),
    interval: (id) => intervalNames.value.get(id),
  }

  let lastKey = 0
  const makeKey = (): string => newKey(`${Date.now().toString(36)}-${(lastKey += 1)}`)

  const sentUploads = (): PromptUpload[] => usedUploads(menu.value, uploads.value)

  /** What was uploaded meanwhile, by a change that did not come to its end, is a prompt like any other. */
  function adoptUploads(): void {
    const titles = new Map(account.value.value?.sounds.map(({ id, title }) => [id, title]))
    const made = new Map<number, number>()
    for (const { id, title, recording } of uploads.value) {
      const copy = copies.value.value?.find(
        ({ promptId, recording: kept }) => kept.sha256 === recording.sha256 && titles.get(promptId) === title,
      )
      if (copy) made.set(id, copy.promptId)
    }
    if (made.size === 0) return
    uploads.value = uploads.value.filter(({ id }) => !made.has(id))
    restart(replacePrompts(menu.value, made))
  }

  const draft = useDraft({
    key: menuId,
    value: () => ({ label: label.value, base: base.value ?? emptyMenu, menu: menu.value, uploads: sentUploads() }),
    encode: createDraftEncoder(),
    isDirty: () => isDirty() || (extensionId === null && label.value !== ''),
    restore(value) {
      const kept = menuDraftSchema.safeParse(value)
      if (!kept.success) return
      label.value = kept.data.label
      uploads.value = kept.data.uploads
      const present = base.value ?? emptyMenu
      if (sameMenu(kept.data.base, present)) restart(sharedWith(kept.data.menu, present))
      else rebase(kept.data.base, kept.data.menu, present)
    },
    reset() {
      restart(arrangement.arranged(base.value ?? emptyMenu))
      uploads.value = []
      wasMerged.value = false
      conflicts.value = []
    },
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  function rebase(from: Menu, mine: Menu, present: Menu) {
    const merged = mergeMenus(from, mine, present)
    providerChanges.value = menuChanges(from, present)
    base.value = present
    theirs = present
    before = { base: from, mine }
    restart(sharedWith(merged.menu, present))
    conflicts.value = merged.conflicts
    wasMerged.value = true
  }

  async function load(what: typeof anew) {
    anew = what
    progress.value = null
    await Promise.all([loading.reload(), account.reload(), copies.reload()])
    const read = loading.value.value
    if (!read || loading.error.value) return
    const { menu: present } = read
    arrangement.noteRead(present)
    if (base.value === undefined) {
      base.value = present
      restart(present)
      await draft.open()
      if (takeBegun(menuId)) draft.restoredFrom.value = null
    } else if (!sameMenu(base.value, present)) {
      if (isDirty()) rebase(base.value, menu.value, present)
      else {
        providerChanges.value = menuChanges(base.value, present)
        base.value = present
        restart(present)
      }
    }
    adoptUploads()
  }

  /**
   * Hands what is drawn over to the editor of the extension that an interrupted publishing made: there, publishing goes on
   * with what is missing.
   */
  async function goOnAt(made: number): Promise<void> {
    const { menu: present } = await call('ivr.read', { accountId, extensionId: made, refresh: true })
    const merged = mergeMenus(emptyMenu, menu.value, present).menu
    const value = { label: '', base: present, menu: merged, uploads: sentUploads() }
    await call('drafts.save', { key: draftKey(accountId, made, ''), text: JSON.stringify(value) })
    label.value = ''
    base.value = undefined
    await draft.settle()
    begunAt.value = made
  }

  const publish = useAction(async () => {
    const wanted = menu.value
    const input = { accountId, extensionId, number: number.value, label: label.value, wanted, uploads: sentUploads() }
    const answer = await call('ivr.publish', { ...input, base: base.value ?? emptyMenu })
    if (answer.outcome === 'planned') change.value = { id: answer.changeId }
    else if (answer.outcome === 'changed') rebase(base.value ?? emptyMenu, wanted, answer.present)
    else if (answer.outcome === 'begun') await goOnAt(answer.extensionId)
  })

  const files = useMenuFiles({
    accountId,
    content: () => ({ number: number.value, label: label.value, menu: menu.value, uploads: sentUploads() }),
    take(opened) {
      opened.uploads.forEach(addUpload)
      selection.value = null
      edit(() => opened.menu)
    },
    edit,
  })
  const clipboard = useMenuClipboard({
    accountId,
    menuId,
    menu: () => menu.value,
    base: () => base.value,
    selection: () => selection.value,
    select,
    edit,
    makeKey,
    intervals: () => account.value.value?.intervals ?? [],
    prompts: () => prompts.value,
    copies: () => copies.value.value ?? [],
    uploads: () => uploads.value,
    arrive(arrived, missing) {
      arrived.forEach(addUpload)
      files.tell(
        arrived,
        missing.map((one) => ({ ...one, finding: null })),
      )
    },
  })

  function addUpload(upload: PromptUpload): void {
    uploads.value = [...uploads.value.filter(({ id }) => id !== upload.id), upload]
  }

  /** The editor begins with the provider's menu again; what was drawn is one step back in its history. */
  async function takeBack(): Promise<void> {
    const drawn = menu.value
    base.value = undefined
    await draft.settle()
    await load('lists')
    if (!base.value) return
    const present = menu.value
    restart(drawn)
    edit(() => present)
  }

  /** Called when the review closes. @returns true when the menu is at the provider now */
  async function settle(outcome: Change): Promise<boolean> {
    change.value = null
    if (outcome.state === 'planned') {
      await call('changes.discard', { changeId: outcome.id })
      return false
    }
    const isComplete = outcome.counts.failed + outcome.counts.skipped + outcome.counts.unknown === 0
    if (outcome.undoOf !== null) {
      await takeBack()
      return false
    }
    if (isComplete) {
      restart(menu.value)
      label.value = ''
      base.value = undefined
      await draft.settle()
    }
    // Of the menu itself main reads just what was written.
    if (extensionId !== null || !isComplete) await load('lists')
    if (extensionId === null && !isComplete) {
      const made = account.value.value?.extensions.find((one) => one.number === givenNumber)
      if (made && outcome.counts.done > 0) await goOnAt(made.id)
    }
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
    findingsIn,
    beforeChoice,
    names,
    contextChoices,
    selection,
    path,
    conflicts,
    wasMerged,
    providerChanges,
    change,
    begunAt,
    /** Id of the change that published the menu last, when that did not come to its end and was not taken back. */
    unfinished: computed(() => loading.value.value?.unfinished ?? null),
    restoredFrom: draft.restoredFrom,
    /** Until then nothing is edited. */
    isOpened: draft.isOpened,
    discard: draft.discard,
    async open() {
      await load('nothing')
      const place = lit.path?.focus
      if (path.value && (place?.kind === 'menuOption' || place?.kind === 'menuRule')) showStep(place)
    },
    refresh: () => load('all'),
    publish,
    files,
    prompts,
    uploads,
    addUpload,
    settle,
    edit,
    makeKey,
    ...steps,
    select,
    clipboard,
    goTo,
    takeTheirs() {
      if (!before) return
      const merged = mergeMenus(before.base, before.mine, theirs, 'theirs')
      edit(() => merged.menu)
      conflicts.value = []
    },
    closeMerge() {
      wasMerged.value = false
      providerChanges.value = []
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

  function select(chosen: Selection | null): void {
    selection.value = chosen
  }
}
