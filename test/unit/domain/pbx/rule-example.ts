import type { RuleContext } from '@shared/domain/pbx/check-rule'
import { emptyFields, noConditions, ruleOf, type RuleFields } from '@shared/domain/pbx/empty-rule'
import { newExtension, settingsOf, type Extension } from '@shared/domain/pbx/extension'
import type { KnownRule, RuleConditions } from '@shared/domain/pbx/incoming-rule'

export const numbering = { prefix: '000', domain: 'sip.example.com', domainPrefix: '77', extensionLength: 3 }

export const extension = (id: number, number: string, parts: Partial<Extension> = {}): Extension => ({
  id,
  name: `000*${number}`,
  type: 'phone',
  ...settingsOf(newExtension(number)),
  createdAt: '',
  rest: {},
  ...parts,
})

export const extensions = [
  extension(1, '101'),
  extension(2, '102'),
  extension(3, '103', { status: 'blocked' }),
  extension(4, '204', { type: 'ivr' }),
]

export const context = (parts: Partial<RuleContext> = {}): RuleContext => ({
  owner: extension(1, '101'),
  numbering,
  extensions,
  prompts: [{ id: 51, title: 'Hello', filename: 'hello.wav', dealerId: null, rest: {} }],
  intervals: [],
  now: Date.parse('2026-11-24T12:00:00Z'),
  ...parts,
})

type Parts = Partial<Omit<RuleFields, 'conditions'>> & { conditions?: Partial<RuleConditions> }

/** A rule of the type with the given fields, all others as they are by default. */
export const rule = <Type extends KnownRule['type']>(
  type: Type,
  { conditions, ...parts }: Parts = {},
): Extract<KnownRule, { type: Type }> =>
  ruleOf({ ...emptyFields(), ...parts, conditions: { ...noConditions, ...conditions }, type }) as Extract<
    KnownRule,
    { type: Type }
  >
