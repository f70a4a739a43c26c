/** Menus one after another as an operator edits them, for what is worked out anew only where something changed. */
import fc from 'fast-check'
import {
  addContext,
  findContext,
  moveContexts,
  remove,
  renameOption,
  setConfig,
  setContext,
  setRule,
} from '@shared/domain/ivr/edit'
import type { Context, Menu, Rule } from '@shared/domain/ivr/menu'
import { presentMenu } from './arbitrary-menu'

const rulesOf = ({ contexts }: Menu) => contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules))

/** What an operator may do to a menu; `pick` chooses where, `other` has what is put in. */
const edits: ((present: Menu, other: Menu, pick: number) => Menu)[] = [
  (present, _other, pick) => withRule(present, pick, () => ({ name: `edit ${pick}` })),
  (present, other, pick) => withRule(present, pick, () => rulesOf(other)[pick % rulesOf(other).length] ?? {}),
  (present, _other, pick) =>
    withRule(present, pick, () => {
      const target = present.contexts[pick % present.contexts.length]
      const option = ['', 'start', '1', '7'][pick % 4] ?? ''
      return { action: { kind: 'jump_to_context', context: target?.key ?? null, option } }
    }),
  (present, _other, pick) => withContext(present, pick, { name: ['', 'Same', 'same '][pick % 3] ?? '' }),
  (present, _other, pick) => withContext(present, pick, { digitLength: pick % 3, anyDial: pick % 2 === 0 }),
  (present, other, pick) => {
    const added = other.contexts[pick % other.contexts.length]
    return added && !findContext(present, added.key) ? addContext(present, added, pick % 2) : present
  },
  (present, _other, pick) => {
    const { key = '', options = [] } = present.contexts[pick % present.contexts.length] ?? {}
    return renameOption(present, { context: key, digits: options[pick % options.length]?.digits ?? '' }, '7')
  },
  (present, _other, pick) => {
    const { key = '' } = present.contexts[pick % present.contexts.length] ?? {}
    return remove(present, { kind: 'contexts', keys: [key] })
  },
  (present, _other, pick) => {
    const { key = '' } = rulesOf(present)[pick % rulesOf(present).length] ?? {}
    return remove(present, { kind: 'rules', keys: [key] })
  },
  (present, _other, pick) => {
    const { key = '' } = present.contexts[pick % present.contexts.length] ?? {}
    return moveContexts(present, [key], 0)
  },
  (present, _other, pick) =>
    setConfig(present, { ...present.config, lifetimeSeconds: [null, 5, 600][pick % 3] ?? null }),
  (present, _other, pick) =>
    setConfig(present, { ...present.config, entryContext: present.contexts[pick % 5]?.key ?? null }),
]

function withRule(present: Menu, pick: number, change: () => Partial<Rule>): Menu {
  const found = rulesOf(present)[pick % rulesOf(present).length]
  return found ? setRule(present, { ...found, ...change(), key: found.key }) : present
}

function withContext(present: Menu, pick: number, change: Partial<Context>): Menu {
  const found = present.contexts[pick % present.contexts.length]
  return found ? setContext(present, found.key, change) : present
}

/** A menu after each of some edits, then a different menu, then the first one again, as undo brings it back. */
export const editedMenus: fc.Arbitrary<Menu[]> = fc
  .tuple(presentMenu, presentMenu, fc.array(fc.tuple(fc.nat({ max: edits.length - 1 }), fc.nat()), { maxLength: 8 }))
  .map(([first, other, chosen]) => {
    const menus = [first]
    for (const [kind, pick] of chosen) {
      const present = menus.at(-1) ?? first
      menus.push(edits[kind]?.(present, other, pick) ?? present)
    }
    return [...menus, other, first]
  })
