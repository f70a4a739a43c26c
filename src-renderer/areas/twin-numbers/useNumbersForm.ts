import { computed, ref, shallowRef } from 'vue'
import { z } from 'zod'
import type { Change } from '@shared/contract/changes'
import { correctionsMaximum, typedRowsMaximum, type OpenedNumbers } from '@shared/contract/number-batches'
import {
  emptyNumberRule,
  emptyRow,
  enteredRowSchema,
  numberRuleSchema,
  type EnteredRow,
} from '@shared/domain/number-batch/batch'
import { checkNumberRows, checkNumberRule } from '@shared/domain/number-batch/check'
import {
  type CellCorrection,
  checkNumberMapping,
  pastedCells,
  rowsOfCells,
  type NumberMapping,
  type RowDefaults,
} from '@shared/domain/number-batch/columns'
import { call } from '../../client'
import { useAction } from '../../composables/useAction'
import { useDraft } from '../../composables/useDraft'
import { useFormFindings } from '../../composables/useFormFindings'
import { useUnsavedWork } from '../../composables/useUnsavedWork'
import type { Ids } from '../autocall/useIds'
import { useReview } from '../changes/useReview'

export interface NumbersForm {
  rule: ReturnType<typeof emptyNumberRule>
  source: 'rows' | 'file'
  rows: EnteredRow[]
  /** What a row has where table or file say nothing. */
  defaults: RowDefaults
}

const draftSchema = z.object({
  rule: numberRuleSchema,
  source: z.enum(['rows', 'file']),
  rows: z.array(enteredRowSchema),
  defaults: z.object({ trunkId: z.string(), numberAsDid: z.boolean(), forceOut: z.boolean() }),
})

const emptyForm = (): NumbersForm => ({
  rule: emptyNumberRule(),
  source: 'rows',
  rows: [emptyRow()],
  defaults: { trunkId: '', numberAsDid: true, forceOut: false },
})

const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
const isBlank = (row: EnteredRow): boolean => row.number.trim() === '' && row.title.trim() === '' && row.login === ''

/** Numbers that share one incoming rule: entered or taken from a file, kept as a draft, planned as a change. */
export function useNumbersForm(accountId: string, ids: Ids) {
  const form = ref<NumbersForm>(emptyForm())
  const file = shallowRef<OpenedNumbers>()
  const mapping = ref<NumberMapping>([])
  /** Cells of the file that were mended here. */
  const corrections = shallowRef<readonly CellCorrection[]>([])

  const isDirty = () => JSON.stringify(form.value) !== JSON.stringify(emptyForm())
  const findings = useFormFindings(form, () => {
    const { rule, source, rows } = form.value
    const ofRule = checkNumberRule(rule)
    if (source === 'rows') return [...ofRule, ...checkNumberRows(rows)]
    return [...ofRule, ...(file.value ? checkNumberMapping(mapping.value) : [])]
  })

  function reset() {
    form.value = emptyForm()
    file.value = undefined
    corrections.value = []
    findings.reset()
  }

  const draft = useDraft({
    key: `twin-numbers/${accountId}/new`,
    // A draft lies readable on the disk.
    value: () => ({ ...copyOf(form.value), rows: form.value.rows.map((row) => ({ ...row, password: '' })) }),
    isDirty,
    restore(value) {
      const kept = draftSchema.safeParse(value)
      if (kept.success) form.value = kept.data
    },
    reset,
  })
  useUnsavedWork({ isDirty, keep: draft.keep, discard: draft.discard })

  const trunkNamed = (name: string): string | undefined =>
    ids.optionsOf('trunk').find(({ label }) => label.toLowerCase() === name.toLowerCase())?.value

  /** @returns false for a text that is no table: it belongs into the field */
  function paste(text: string): boolean {
    if (!/[\t\n]/.test(text.trim())) return false
    const { rows, defaults } = form.value
    const trunkId = defaults.trunkId || (rows.find((row) => row.trunkId !== '')?.trunkId ?? '')
    const pasted = rowsOfCells(pastedCells(text), { defaults: { ...defaults, trunkId }, trunkNamed })
    form.value.rows = [...rows.filter((row) => !isBlank(row)), ...pasted].slice(0, typedRowsMaximum)
    return true
  }

  const openFile = useAction(async () => {
    const opened = await call('numberBatches.open', {})
    if (!opened) return
    file.value = opened
    mapping.value = opened.mapping
    checked.value = undefined
    corrections.value = []
  })
  const inspect = useAction(async (wanted: Pick<OpenedNumbers, 'reading'> & { mapping: NumberMapping | null }) => {
    if (!file.value) return
    const { importId } = file.value
    file.value = await call('numberBatches.inspect', { importId, ...wanted })
    mapping.value = file.value.mapping
    checked.value = undefined
    // Read otherwise, a line may be another one.
    corrections.value = []
  })
  const checked = shallowRef<Awaited<ReturnType<typeof checkFile>>>()
  const fileInput = () => {
    if (!file.value) throw new Error('no file was chosen')
    const { importId, reading } = file.value
    return {
      importId,
      reading,
      mapping: copyOf(mapping.value),
      defaults: copyOf(form.value.defaults),
      corrections: [...corrections.value],
    }
  }
  const checkFile = () => call('numberBatches.check', { accountId, ...fileInput() })
  const check = useAction(async () => {
    checked.value = await checkFile()
  })

  /** Mends a cell; the file is checked anew, for its number may stand elsewhere too. */
  function correct(wanted: CellCorrection) {
    const others = corrections.value.filter(({ line, column }) => line !== wanted.line || column !== wanted.column)
    corrections.value = [...others, wanted].slice(-correctionsMaximum)
    return check.run()
  }
  function dropCorrections() {
    corrections.value = []
    return check.run()
  }

  const { change, plan, close } = useReview(() => {
    const { rule, source, rows } = copyOf(form.value)
    return call('numberBatches.plan', {
      accountId,
      rule,
      source: source === 'rows' ? { kind: 'rows', rows } : { kind: 'file', ...fileInput() },
    })
  })

  /** Plans the change and opens its review; with mistakes in the form it shows them instead. */
  async function review(): Promise<void> {
    if (!findings.askReview()) return
    if (form.value.source === 'file') {
      if (!file.value) return
      await check.run()
      if (!checked.value || checked.value.counts.mistaken > 0) return
    }
    await plan.run()
  }

  /** Called when the review closes. @returns true when something was sent */
  async function settle(outcome: Change): Promise<boolean> {
    if (!(await close(outcome))) return false
    if (outcome.counts.done + outcome.counts.unknown === 0) return false
    reset()
    await draft.settle()
    return true
  }

  return {
    form,
    file,
    mapping,
    checked,
    corrections,
    correct,
    dropCorrections,
    change,
    shownFindings: findings.shown,
    touch: findings.touch,
    isChanged: computed(isDirty),
    restoredFrom: draft.restoredFrom,
    isOpened: draft.isOpened,
    discardDraft: draft.discard,
    open: draft.open,
    reset,
    paste,
    openFile,
    inspect,
    check,
    plan,
    review,
    settle,
  }
}
