/** The outline as a list of rows, so that only those in sight need to be drawn. */
import type { MenuFinding } from '@shared/domain/ivr/check'
import type { RuleSlot, Selection } from '@shared/domain/ivr/edit'
import type { Context, Menu, MenuOption, Rule } from '@shared/domain/ivr/menu'
import { remembered } from '@shared/domain/remembered'

export type OutlineRow =
  | { kind: 'context'; id: string; context: Context; index: number }
  | { kind: 'option'; id: string; context: Context; option: MenuOption }
  | { kind: 'rule'; id: string; context: Context; option: MenuOption; rule: Rule; index: number }
export type RuleRow = Extract<OutlineRow, { kind: 'rule' }>

const contextId = (key: string): string => `c/${key}`
const optionId = (context: string, digits: string): string => `o/${context}/${digits}`
const ruleId = (key: string): string => `r/${key}`

/** @returns ids of the rows that a place is in, the innermost first */
export const rowIdsOf = (at: { context: string | null; digits: string | null; rule?: string | null }): string[] => [
  ...(at.rule ? [ruleId(at.rule)] : []),
  ...(at.context !== null && at.digits !== null ? [optionId(at.context, at.digits)] : []),
  ...(at.context !== null ? [contextId(at.context)] : []),
]

type Severity = MenuFinding['severity']

/** @returns the worst finding inside each row of a context, by the row's id */
export const worstFindings = remembered((findings: readonly MenuFinding[]): ReadonlyMap<string, Severity> => {
  const worst = new Map<string, Severity>()
  for (const { severity, at } of findings) {
    for (const id of rowIdsOf(at)) if (worst.get(id) !== 'error') worst.set(id, severity)
  }
  return worst
})

/** One place up or down; at the end of an option on to the next one. null: there is no further place. */
export function slotBeside({ context, option, index }: RuleRow, by: -1 | 1): RuleSlot | null {
  const isEdge = by < 0 ? index === 0 : index === option.rules.length - 1
  const own = { context: context.key, digits: option.digits }
  if (!isEdge) return { ...own, index: by < 0 ? index - 1 : index + 2 }
  const next = context.options[context.options.indexOf(option) + by]
  return next ? { ...own, digits: next.digits, index: by < 0 ? next.rules.length : 0 } : null
}

const ruleRows = (context: Context, option: MenuOption): OutlineRow[] =>
  option.rules.map((rule, index) => ({ kind: 'rule', id: ruleId(rule.key), context, option, rule, index }))

/** All rows below that of a context. */
const rowsInside = remembered((context: Context): OutlineRow[] =>
  context.options.flatMap((option): OutlineRow[] => [
    { kind: 'option', id: optionId(context.key, option.digits), context, option },
    ...ruleRows(context, option),
  ]),
)

/**
 * @param collapsed ids of rows whose inside is hidden
 * @param matches null: all; otherwise rows that match are shown with what they are in, opened
 */
export function outlineRows(
  { contexts }: Menu,
  collapsed: ReadonlySet<string>,
  matches: ((row: OutlineRow) => boolean) | null,
): OutlineRow[] {
  const rows: OutlineRow[] = []
  contexts.forEach((context, contextIndex) => {
    const head: OutlineRow = { kind: 'context', id: contextId(context.key), context, index: contextIndex }
    if (!matches && collapsed.has(head.id)) {
      rows.push(head)
      return
    }
    if (!matches && collapsed.size === 0) {
      rows.push(head, ...rowsInside(context))
      return
    }
    const inside: OutlineRow[] = []
    for (const option of context.options) {
      const id = optionId(context.key, option.digits)
      const own: OutlineRow = { kind: 'option', id, context, option }
      const rules = ruleRows(context, option)
      const shown = matches ? rules.filter(matches) : collapsed.has(id) ? [] : rules
      if (!matches || shown.length > 0 || matches(own)) inside.push(own, ...shown)
    }
    if (!matches || inside.length > 0 || matches(head)) rows.push(head, ...inside)
  })
  return rows
}

/** @returns ids of the rows of a selection */
export function selectedIds(selection: Selection | null): Set<string> {
  if (!selection) return new Set()
  switch (selection.kind) {
    case 'contexts':
      return new Set(selection.keys.map(contextId))
    case 'options':
      return new Set(selection.digits.map((digits) => optionId(selection.context, digits)))
    case 'rules':
      return new Set(selection.keys.map(ruleId))
  }
}

/** @returns the rows as a selection; those of another kind than the last one, or options of another context, are left out */
export function selectionOf(rows: readonly OutlineRow[]): Selection | null {
  const last = rows.at(-1)
  if (!last) return null
  switch (last.kind) {
    case 'context':
      return { kind: 'contexts', keys: rows.flatMap((row) => (row.kind === 'context' ? [row.context.key] : [])) }
    case 'option': {
      const { key } = last.context
      const digits = rows.flatMap((row) =>
        row.kind === 'option' && row.context.key === key ? [row.option.digits] : [],
      )
      return { kind: 'options', context: key, digits }
    }
    case 'rule':
      return { kind: 'rules', keys: rows.flatMap((row) => (row.kind === 'rule' ? [row.rule.key] : [])) }
  }
}
