/** What leads to something: who refers to it, and the numbers whose calls may come by it. */
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Lead } from '@shared/contract/call-tasks'
import type { Called } from '@shared/domain/call-flow/call'
import type { Removable } from '@shared/domain/call-flow/impact'
import type { Place } from '@shared/domain/call-flow/trace'
import { forwardingSchema } from '@shared/domain/forwarding/forwarding'
import { numberOfName } from '@shared/domain/pbx/extension'
import { usedBy, type Referrer, type UsedBy } from '@shared/domain/pbx/used-by'
import type { Holdings } from '../pbx/pbx-store'

/** Numbers whose calls are tried; of more than that the first. */
const entriesAtMost = 200
const nodesAtMost = 5000

const forwardedSchema = z.object({ accountId: z.string(), number: z.string(), forwarding: z.string() })

/** An extension or a number on the way. */
type Node = { kind: 'extension'; accountId: string; id: number } | { kind: 'number'; digits: string }

const nameOf = (node: Node): string => JSON.stringify(node)

export interface LeadsHere {
  /** Who refers to it directly. */
  leads: Lead[]
  /** Numbers that lead there, or where there are none the extensions with which the way begins. */
  entries: Called[]
  /** true: there are more entries than are given. */
  isCut: boolean
}

export function createLeads(database: DatabaseSync, holdings: ReadonlyMap<string, Holdings>) {
  const selectForwarded = database.prepare(
    `SELECT account_id AS accountId, number, forwarding FROM forwarding_states WHERE instr(forwarding, ?)`,
  )
  const uses = new Map<string, UsedBy>()

  function usesOf(accountId: string, { company, extensions, publicNumbers, rules, menus }: Holdings): UsedBy {
    const known = uses.get(accountId)
    if (known) return known
    const made = usedBy({
      numbering: company,
      extensions: [...extensions.values()],
      publicNumbers: [...publicNumbers.values()],
      rules,
      menus,
    })
    uses.set(accountId, made)
    return made
  }

  /** Numbers that are forwarded to this one. */
  function forwardedTo(digits: string): { accountId: string; number: string; index: number }[] {
    return z
      .array(forwardedSchema)
      .parse(selectForwarded.all(JSON.stringify(digits)))
      .flatMap(({ accountId, number, forwarding }) => {
        const parsed = forwardingSchema.safeParse(JSON.parse(forwarding))
        if (parsed.data?.kind !== 'number') return []
        const index = parsed.data.targets.findIndex((target) => target.number === digits)
        return index === -1 ? [] : [{ accountId, number, index }]
      })
  }

  function referrersOf(removed: Removable): { accountId: string; referrer: Referrer }[] {
    return [...holdings].flatMap(([accountId, held]) => {
      const found = usesOf(accountId, held)
      if (removed.kind === 'number') return found.ofPhone(removed.digits).map((referrer) => ({ accountId, referrer }))
      if (removed.accountId !== accountId) return []
      return found.of(removed.kind, removed.id).map((referrer) => ({ accountId, referrer }))
    })
  }

  function leadOf(accountId: string, referrer: Referrer): Lead | undefined {
    const held = holdings.get(accountId)
    if (!held) return undefined
    const numberOf = (id: number): string => numberOfName(held.extensions.get(id)?.name ?? '', held.company.prefix)
    switch (referrer.kind) {
      case 'publicNumber': {
        const number = held.publicNumbers.get(referrer.publicNumberId)
        const place: Place = { kind: 'number', accountId, digits: number?.number ?? '' }
        return { place, owner: number?.number ?? '', name: number?.comment ?? '' }
      }
      case 'rule': {
        const { extensionId, ruleId } = referrer
        const saved = held.rules.get(extensionId)?.find(({ id }) => id === ruleId)
        const place: Place = { kind: 'incomingRule', accountId, extensionId, rule: String(ruleId) }
        return { place, owner: numberOf(extensionId), name: saved?.rule.name ?? '' }
      }
      case 'menu': {
        const { extensionId, context, option } = referrer
        const owner = numberOf(extensionId)
        if (context === null || option === null)
          return { place: { kind: 'extension', accountId, extensionId }, owner, name: '' }
        const name = held.menus.get(extensionId)?.contexts.find(({ key }) => key === context)?.name ?? ''
        return { place: { kind: 'menuOption', accountId, extensionId, context, option }, owner, name }
      }
    }
  }

  const ownerOf = (accountId: string, referrer: Referrer): Node | undefined => {
    if (referrer.kind !== 'publicNumber') return { kind: 'extension', accountId, id: referrer.extensionId }
    const number = holdings.get(accountId)?.publicNumbers.get(referrer.publicNumberId)
    return number && { kind: 'number', digits: number.number }
  }

  function before(node: Node): Node[] {
    const removed: Removable =
      node.kind === 'number' ? { kind: 'number', accountId: '', digits: node.digits } : { ...node, kind: 'extension' }
    const nodes = referrersOf(removed).flatMap(({ accountId, referrer }) => ownerOf(accountId, referrer) ?? [])
    if (node.kind === 'number')
      return [...nodes, ...forwardedTo(node.digits).map(({ number }): Node => ({ kind: 'number', digits: number }))]
    return [...nodes, ...menusThatDial(node)]
  }

  /** Menus in which any extension can be dialled. */
  function menusThatDial({ accountId, id }: Extract<Node, { kind: 'extension' }>): Node[] {
    return [...(holdings.get(accountId)?.menus ?? [])].flatMap(([menuId, { contexts }]): Node[] =>
      menuId !== id && contexts.some(({ anyDial }) => anyDial) ? [{ kind: 'extension', accountId, id: menuId }] : [],
    )
  }

  return (removed: Removable): LeadsHere => {
    const leads = referrersOf(removed).flatMap(({ accountId, referrer }) => leadOf(accountId, referrer) ?? [])
    if (removed.kind === 'number') {
      for (const { accountId, number: digits, index } of forwardedTo(removed.digits))
        leads.push({ place: { kind: 'target', accountId, digits, index }, owner: digits, name: '' })
    }
    const first: Node[] =
      removed.kind === 'number'
        ? [{ kind: 'number', digits: removed.digits }]
        : removed.kind === 'extension'
          ? [{ kind: 'extension', accountId: removed.accountId, id: removed.id }]
          : referrersOf(removed).flatMap(({ accountId, referrer }) => ownerOf(accountId, referrer) ?? [])

    const seen = new Map(first.map((node) => [nameOf(node), node]))
    const beginnings: Node[] = []
    const queue = [...seen.values()]
    for (let node = queue.shift(); node && seen.size < nodesAtMost; node = queue.shift()) {
      const earlier = before(node)
      if (earlier.length === 0) beginnings.push(node)
      for (const one of earlier) {
        if (seen.has(nameOf(one))) continue
        seen.set(nameOf(one), one)
        queue.push(one)
      }
    }
    const numbers = [...seen.values()].filter(({ kind }) => kind === 'number')
    const entries = numbers.length > 0 ? numbers : beginnings.length > 0 ? beginnings : first
    return { leads, entries: entries.slice(0, entriesAtMost).map(calledOf), isCut: entries.length > entriesAtMost }
  }
}

const calledOf = (node: Node): Called =>
  node.kind === 'number'
    ? { kind: 'number', digits: node.digits }
    : { kind: 'extension', accountId: node.accountId, extensionId: node.id }
