/** A provider that no document describes: it gives new objects their ids, and nothing at it may be sent twice. */
import { z } from 'zod'
import type { Difference } from '@shared/contract/changes'
import type { Operation } from '../../../src-main/changes/operation'
import { GatewayFailure } from '../../../src-main/http/gateway'

/** `ignored`: accepted, and nothing changes. */
type Mishap = 'lostBefore' | 'lostAfter' | 'notSent' | 'ignored'

const createIntent = z.strictObject({ operation: z.literal('things.create'), label: z.string() })
const renameIntent = z.strictObject({ operation: z.literal('things.rename'), id: z.string(), name: z.string() })
const announceIntent = z.strictObject({ operation: z.literal('things.announce'), words: z.string() })
const stateSchema = z.object({ name: z.string().nullable() })
type State = z.infer<typeof stateSchema>

export interface FakeThings {
  operations: Operation[]
  /** Name of each thing by its id. */
  names: Map<string, string>
  /** Names that were set, in their order. */
  sent: string[]
  /** States in which announcements were recorded: `one: sent`. */
  recorded: string[]
  /** What happens to the next requests; empty: nothing bad. */
  mishaps: Mishap[]
}

const differences = (left: State, right: State): Difference[] =>
  left.name === right.name ? [] : [{ path: 'name', before: left.name, after: right.name }]

/** @param options.reversible false: nothing can be taken back */
export function createFakeThings(options: { reversible?: boolean } = {}): FakeThings {
  const names = new Map<string, string>()
  const sent: string[] = []
  const mishaps: Mishap[] = []
  const recorded: string[] = []

  function receive(words: string, act: () => void): void {
    const mishap = mishaps.shift()
    if (mishap === 'notSent') throw new GatewayFailure({ code: 'network.refused' }, 'notSent')
    sent.push(words)
    if (mishap !== 'lostBefore' && mishap !== 'ignored') act()
    if (mishap && mishap !== 'ignored') throw new GatewayFailure({ code: 'network.cut' }, 'unknown')
  }

  const create: Operation<z.infer<typeof createIntent>, State> = {
    name: 'things.create',
    objectKind: 'label',
    intentSchema: createIntent,
    stateSchema,
    repeatable: false,
    objectOf: ({ label }) => label,
    read: async (_account, { label }) => ({ name: [...names.values()].find((name) => name === label) ?? null }),
    expected: ({ label }) => ({ name: label }),
    check: () => [],
    isSame: (left, right) => left.name === right.name,
    differences,
    request: ({ label }) => ({ method: 'POST', path: '/things', body: { label } }),
    async send(_account, { label }) {
      const id = `thing-${names.size + 1}`
      receive(label, () => names.set(id, label))
      return { thing: { id } }
    },
    inverse: () => ({ irreversible: 'things.stay' }),
  }
  const rename: Operation<z.infer<typeof renameIntent>, State> = {
    name: 'things.rename',
    objectKind: 'thing',
    intentSchema: renameIntent,
    stateSchema,
    repeatable: false,
    objectOf: ({ id }) => id,
    read: async (_account, { id }) => ({ name: names.get(id) ?? null }),
    expected: ({ name }) => ({ name }),
    check: () => [],
    isSame: (left, right) => left.name === right.name,
    differences,
    request: ({ id, name }) => ({ method: 'PUT', path: `/things/${id}`, body: { name } }),
    async send(_account, { id, name }) {
      receive(name, () => names.set(id, name))
      return null
    },
    inverse: ({ id }, before) =>
      options.reversible === false || before.name === null
        ? { irreversible: 'things.stay' }
        : { intent: { operation: 'things.rename', id, name: before.name } },
  }
  /** Nobody can ask the provider whether it was heard. */
  const announce: Operation<z.infer<typeof announceIntent>, State> = {
    name: 'things.announce',
    objectKind: 'announcement',
    intentSchema: announceIntent,
    stateSchema,
    repeatable: false,
    objectOf: ({ words }) => words,
    read: null,
    assumed: () => ({ name: null }),
    expected: ({ words }) => ({ name: words }),
    check: () => [],
    isSame: (left, right) => left.name === right.name,
    differences,
    request: ({ words }) => ({ service: 'voice', method: 'POST', path: '/announce', body: { words } }),
    async send(_account, { words }) {
      receive(words, () => undefined)
      return null
    },
    inverse: () => ({ irreversible: 'things.stay' }),
    onRecorded: ({ words }, state) => recorded.push(`${words}: ${state}`),
  }
  return { operations: [create, rename, announce] as Operation[], names, sent, mishaps, recorded }
}
