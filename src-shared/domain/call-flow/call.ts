/** A call to be simulated: everything that decides where it goes and is not part of the configuration. */
import { z } from 'zod'

const seconds = z.number().min(0).max(86_400)
const milliseconds = z.number().min(0).max(86_400_000)

/** How whoever is rung behaves. */
export const behaviourSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answers'), afterSeconds: seconds }),
  /** SIP 486, at once. */
  z.object({ kind: z.literal('busy') }),
  /** Rings until somebody gives up. */
  z.object({ kind: z.literal('noAnswer') }),
])
export type Behaviour = z.infer<typeof behaviourSchema>

/** What is called. An extension or a menu can be tried without a number that leads there. */
export const calledSchema = z.discriminatedUnion('kind', [
  /** E.164 digits without `+`, of one of the accounts. */
  z.object({ kind: z.literal('number'), digits: z.string().regex(/^\d{3,20}$/) }),
  z.object({ kind: z.literal('extension'), accountId: z.string(), extensionId: z.int() }),
])
export type Called = z.infer<typeof calledSchema>

export const callSchema = z.object({
  called: calledSchema,
  /** As the provider hands it over; whether with `+` is not documented. null: hidden. */
  caller: z.string().max(40).nullable(),
  /** ms since 1970 */
  at: z.number(),
  /** Zone in which Exolve's periods are judged; its documents name none. */
  periodZone: z.string(),
  /** Numbers of extensions whose phone is not registered; all others are. */
  unreachable: z.array(z.string()),
  /** By address, as it is dialled: `101`, `+74951234567`. */
  behaviours: z.record(z.string(), behaviourSchema),
  /** Of everybody who is not named in `behaviours`. */
  otherwise: z.object({ extension: behaviourSchema, phone: behaviourSchema }),
  /** What the caller presses, ms from the start of the call. */
  keys: z.array(z.object({ at: milliseconds, key: z.string().regex(/^[0-9*#]$/) })).max(1000),
  /** When the caller hangs up, ms from the start of the call; null: never. */
  hangsUpAt: milliseconds.nullable(),
  /** Set when the call begins. */
  variables: z.record(z.string(), z.string()),
  /** Digits recorded into a variable; without an entry the keys are taken. */
  recorded: z.record(z.string(), z.string()),
  /** By key of the rule: what the caller says to a voice helper. */
  speech: z.record(z.string(), z.string()),
  /** By key of the rule: the XML that the address of a Call Interactive gives; null or no entry: it does not answer. */
  interactive: z.record(z.string(), z.string().max(20_000).nullable()),
  /** true: a menu's rule marked as final ends its option, whatever it does. For comparison; the documents contradict each other. */
  strictFinal: z.boolean(),
})
export type Call = z.infer<typeof callSchema>

export const defaultCall: Omit<Call, 'called' | 'at'> = {
  caller: null,
  periodZone: 'Europe/Moscow',
  unreachable: [],
  behaviours: {},
  otherwise: { extension: { kind: 'answers', afterSeconds: 5 }, phone: { kind: 'answers', afterSeconds: 10 } },
  keys: [],
  hangsUpAt: null,
  variables: {},
  recorded: {},
  speech: {},
  interactive: {},
  strictFinal: false,
}
