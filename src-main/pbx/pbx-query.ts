/** Answers the window's questions from what was read. */
import type { Output, ParsedInput } from '@shared/contract'
import {
  publicNumberRowSchema,
  type ExtensionRow,
  type NamedReferrer,
  type PublicNumberRow,
} from '@shared/contract/pbx'
import { AppFailure } from '@shared/domain/app-error'
import { menuForwardings } from '@shared/domain/pbx/call-ways'
import { numberOfName, type Extension } from '@shared/domain/pbx/extension'
import type { PublicNumber } from '@shared/domain/pbx/public-number'
import { usedBy, type Referrer, type UsedBy, type UsedKind } from '@shared/domain/pbx/used-by'
import type { Holdings, PbxStore } from './pbx-store'

interface Known extends Holdings {
  uses: UsedBy
}

export function createPbxQuery(store: Pick<PbxStore, 'holdings'>) {
  /** Who refers to what, made anew when something changed. */
  const known = new Map<string, Known>()

  function find(accountId: string): Known | null {
    const present = known.get(accountId)
    if (present) return present
    const holdings = store.holdings(accountId)
    if (!holdings) return null
    const { company, extensions, publicNumbers, rules, menus } = holdings
    const uses = usedBy({
      numbering: company,
      extensions: [...extensions.values()],
      publicNumbers: [...publicNumbers.values()],
      rules,
      menus,
    })
    const made = { ...holdings, uses }
    known.set(accountId, made)
    return made
  }

  /** @throws AppFailure `numbersNotFetched`, `notFound` */
  function mustFind<Value>(accountId: string, pick: (held: Known) => Value | undefined): { held: Known; value: Value } {
    const held = find(accountId)
    if (!held) throw new AppFailure('numbersNotFetched')
    const value = pick(held)
    if (value === undefined) throw new AppFailure('notFound')
    return { held, value }
  }

  const referrers = (held: Known, kind: UsedKind, id: number): NamedReferrer[] =>
    held.uses.of(kind, id).flatMap((referrer) => named(held, referrer) ?? [])

  return {
    /** After anything of the account changed. */
    forget(accountId: string): void {
      known.delete(accountId)
    },

    extensions({
      accountId,
      filter,
      sort,
      offset,
      limit,
    }: ParsedInput<'pbx.extensions.query'>): Output<'pbx.extensions.query'> {
      const held = find(accountId)
      if (!held) return { total: 0, rows: [], types: {}, statuses: {} }
      const all = [...held.extensions.values()]
      const wanted = filter.text.trim().toLocaleLowerCase()
      const matching = all
        .filter(
          ({ type, status }) =>
            (filter.types.length === 0 || filter.types.includes(type)) &&
            (filter.statuses.length === 0 || filter.statuses.includes(status)),
        )
        .map((extension) => extensionRow(held, extension))
        .filter(({ number, name, label }) => `${number} ${name} ${label}`.toLocaleLowerCase().includes(wanted))
      const sorted = sortBy(
        matching,
        (row) => row[sort.key],
        sort.descending,
        ({ number }) => number,
      )
      return {
        total: sorted.length,
        rows: sorted.slice(offset, offset + limit),
        types: countBy(all, ({ type }) => type),
        statuses: countBy(all, ({ status }) => status),
      }
    },

    extension({ accountId, id }: ParsedInput<'pbx.extensions.read'>): Output<'pbx.extensions.read'> {
      const { held, value: extension } = mustFind(accountId, ({ extensions }) => extensions.get(id))
      return { extension, row: extensionRow(held, extension), referrers: referrers(held, 'extension', id) }
    },

    publicNumbers(input: ParsedInput<'pbx.publicNumbers.query'>): Output<'pbx.publicNumbers.query'> {
      const { accountId, text, routed, sort, offset, limit } = input
      const held = find(accountId)
      if (!held) return { total: 0, rows: [] }
      const wanted = text.trim().toLocaleLowerCase()
      const digits = /^[\d\s()+-]+$/.test(wanted) ? wanted.replaceAll(/\D/g, '') : wanted
      const matching = [...held.publicNumbers.values()]
        .filter(({ extensionId }) => routed === null || (extensionId !== null) === routed)
        .map((number) => publicNumberRow(held, number))
        .filter(({ number, comment, extension }) =>
          `${number} ${comment} ${extension?.number ?? ''} ${extension?.label ?? ''}`
            .toLocaleLowerCase()
            .includes(digits),
        )
      const valueOf = (row: PublicNumberRow) =>
        sort.key === 'extension' ? (row.extension?.number ?? '') : row[sort.key]
      const sorted = sortBy(matching, valueOf, sort.descending, ({ number }) => number)
      return { total: sorted.length, rows: sorted.slice(offset, offset + limit) }
    },

    publicNumber({ accountId, id }: ParsedInput<'pbx.publicNumbers.read'>): PublicNumberRow {
      const { held, value } = mustFind(accountId, ({ publicNumbers }) => publicNumbers.get(id))
      return publicNumberRow(held, value)
    },

    prompts: ({ accountId, text, offset, limit }: ParsedInput<'pbx.prompts.query'>): Output<'pbx.prompts.query'> =>
      pageOf(
        find(accountId),
        'prompt',
        ({ prompts }) => prompts,
        ({ title }) => title,
        { text, offset, limit },
      ),

    intervals: ({
      accountId,
      text,
      offset,
      limit,
    }: ParsedInput<'pbx.intervals.query'>): Output<'pbx.intervals.query'> =>
      pageOf(
        find(accountId),
        'interval',
        ({ intervals }) => intervals,
        ({ name }) => name,
        { text, offset, limit },
      ),

    referrers({ accountId, kind, id }: ParsedInput<'pbx.referrers'>): NamedReferrer[] {
      const held = find(accountId)
      return held ? referrers(held, kind, id) : []
    },

    company({ accountId }: ParsedInput<'pbx.company'>): Output<'pbx.company'> {
      const held = find(accountId)
      if (!held) return null
      const { company, extensions, prompts, intervals, publicNumbers, menus } = held
      return {
        company,
        extensions: sortBy(
          [...extensions.values()].map(({ id, name, type, status, label }) => ({ id, name, type, status, label })),
          ({ name }) => name,
        ),
        prompts: sortBy([...prompts.values()], ({ title }) => title),
        intervals: sortBy([...intervals.values()], ({ name }) => name),
        publicNumbers: sortBy(
          [...publicNumbers.values()].map(({ id, number, extensionId }) => ({ id, number, extensionId })),
          ({ number }) => number,
        ),
        menus: [...menus].map(([extensionId, menu]) => ({ extensionId, forwardings: menuForwardings(menu) })),
      }
    },
  }
}

const collator = new Intl.Collator(undefined, { numeric: true })

function sortBy<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => string | number,
  descending = false,
  otherwise: (row: Row) => string = () => '',
): Row[] {
  const direction = descending ? -1 : 1
  return rows.toSorted((one, other) => {
    const [left, right] = [valueOf(one), valueOf(other)]
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : collator.compare(String(left), String(right))
    return order * direction || collator.compare(otherwise(one), otherwise(other))
  })
}

const countBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1
  return counts
}

function pageOf<Item extends { id: number }>(
  held: Known | null,
  kind: UsedKind,
  pick: (held: Known) => ReadonlyMap<number, Item>,
  nameOf: (item: Item) => string,
  { text, offset, limit }: { text: string; offset: number; limit: number },
): { total: number; rows: (Item & { usedBy: number })[] } {
  if (!held) return { total: 0, rows: [] }
  const wanted = text.trim().toLocaleLowerCase()
  const matching = [...pick(held).values()].filter((item) => nameOf(item).toLocaleLowerCase().includes(wanted))
  const rows = sortBy(matching, nameOf)
    .slice(offset, offset + limit)
    .map((item) => ({ ...item, usedBy: held.uses.of(kind, item.id).length }))
  return { total: matching.length, rows }
}

function extensionRow({ company, publicNumbers, rules, uses }: Known, extension: Extension): ExtensionRow {
  const { id, name, type, status, label } = extension
  return {
    id,
    number: numberOfName(name, company.prefix),
    name,
    type,
    status,
    label,
    ruleCount: rules.get(id)?.length ?? 0,
    publicNumbers: [...publicNumbers.values()]
      .filter(({ extensionId }) => extensionId === id)
      .map(({ number }) => number),
    usedBy: uses.of('extension', id).length,
  }
}

function publicNumberRow({ company, extensions }: Holdings, held: PublicNumber): PublicNumberRow {
  const number = publicNumberRowSchema.omit({ extension: true }).parse(held)
  const extension = number.extensionId === null ? undefined : extensions.get(number.extensionId)
  return {
    ...number,
    extension: extension
      ? { number: numberOfName(extension.name, company.prefix), label: extension.label, type: extension.type }
      : null,
  }
}

/** @returns undefined for what went since the uses were found */
function named(
  { company, extensions, publicNumbers, rules, menus }: Holdings,
  referrer: Referrer,
): NamedReferrer | undefined {
  if (referrer.kind === 'publicNumber') {
    const number = publicNumbers.get(referrer.publicNumberId)?.number
    return number === undefined ? undefined : { ...referrer, number }
  }
  const owner = extensions.get(referrer.extensionId)
  if (!owner) return undefined
  const extension = numberOfName(owner.name, company.prefix)
  if (referrer.kind === 'menu') {
    const context = menus.get(referrer.extensionId)?.contexts.find(({ key }) => key === referrer.context)
    return { ...referrer, extension, contextName: context?.name ?? '' }
  }
  const place = (rules.get(referrer.extensionId) ?? []).findIndex(({ id }) => id === referrer.ruleId)
  const name = rules.get(referrer.extensionId)?.[place]?.rule.name ?? ''
  return { ...referrer, extension, place: place + 1, name }
}
