/**
 * The 17 actions of a rule, each with exactly its fields. Source: page /ivr/ ("Правило опции контекста"); kinds are the names that
 * the page gives. The wire form (flat, snake case) is the business of `src-main/providers/pbx`.
 */
import { z } from 'zod'

export const actionKinds = [
  'transfer',
  'simple_transfer',
  'transfer_from_variable',
  'hangup',
  'play_sound',
  'play_silence',
  'play_digits',
  'play_digits_from_variable',
  'record_digits',
  'set_variable',
  'jump_to_context',
  'call_interactive',
  'set_caller_id_number',
  'set_caller_id_name',
  'quality_rate',
  'voice_helper',
  'start_record',
] as const
export type ActionKind = (typeof actionKinds)[number]

/** `background`: the caller may press keys while it plays; `foreground`: it is heard to the end first. */
export const soundTypes = ['background', 'foreground'] as const
/** `pronounced`: as one number; `iterated`: digit by digit. */
export const digitMethods = ['pronounced', 'iterated'] as const
export const requestMethods = ['GET', 'POST'] as const

/** Id of a sound at the provider; null: none chosen. */
const sound = z.number().int().nullable()
const soundType = z.enum(soundTypes).nullable()
const digitMethod = z.enum(digitMethods).nullable()
/** s; null: the provider's own */
const timeoutSeconds = z.number().int().nullable()

/** Numbers or extensions that ring at once, as they are sent. */
const destinations = z.array(z.string())

/** Options of the same context that speech leads to. */
export const voiceHelperRuleSchema = z.object({
  /** Digits of the option. */
  toOption: z.string(),
  /** A word or a part of one; alternatives are joined by `|`. */
  transcription: z.string(),
})

export const transferSchema = z.object({ kind: z.literal('transfer'), destinations, timeoutSeconds })
export const simpleTransferSchema = z.object({ kind: z.literal('simple_transfer'), destinations, timeoutSeconds })

export const actionSchema = z.discriminatedUnion('kind', [
  /** At most 10 destinations; extensions run their own incoming rules. */
  transferSchema,
  /** Any number of destinations, without their incoming rules. */
  simpleTransferSchema,
  /** Skipped while the variable is not set. */
  z.object({ kind: z.literal('transfer_from_variable'), variable: z.string(), timeoutSeconds }),
  z.object({ kind: z.literal('hangup') }),
  z.object({
    kind: z.literal('play_sound'),
    sound,
    soundType,
    /** Plays what Call Interactive synthesised, and `sound` when there is nothing. */
    fromVariable: z.boolean(),
  }),
  /** Silence during which keys are accepted. */
  z.object({ kind: z.literal('play_silence'), durationMs: z.number().int().nullable() }),
  /** `digits` are spoken; they are no option. */
  z.object({ kind: z.literal('play_digits'), digits: z.string(), method: digitMethod }),
  z.object({ kind: z.literal('play_digits_from_variable'), variable: z.string(), method: digitMethod }),
  z.object({
    kind: z.literal('record_digits'),
    variable: z.string(),
    maximum: z.number().int().nullable(),
    sound,
    timeoutSeconds,
  }),
  z.object({ kind: z.literal('set_variable'), variable: z.string(), value: z.string() }),
  z.object({
    kind: z.literal('jump_to_context'),
    /** Key of a context of the same menu; null: none chosen. A key that the menu does not have is a jump to nowhere. */
    context: z.string().nullable(),
    /** Empty: `start`. */
    option: z.string(),
  }),
  z.object({
    kind: z.literal('call_interactive'),
    url: z.string(),
    method: z.enum(requestMethods).nullable(),
    /** null: 5 s */
    timeoutSeconds,
  }),
  /** May contain `${variable}`. */
  z.object({ kind: z.literal('set_caller_id_number'), number: z.string() }),
  z.object({ kind: z.literal('set_caller_id_name'), callerName: z.string() }),
  z.object({
    kind: z.literal('quality_rate'),
    sound,
    soundType,
    fromVariable: z.boolean(),
    maximumRate: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal('voice_helper'),
    rules: z.array(voiceHelperRuleSchema),
    /** ms by the page's sample of 12000; the unit is not documented. */
    timeout: z.number().int().nullable(),
    digitsMaximum: z.number().int().nullable(),
    sound,
    soundType,
    fromVariable: z.boolean(),
    /** Meaning not documented, and so is that of `finalCount`. */
    classicTerm: z.boolean(),
    finalCount: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('start_record') }),
  /** What the server sent and this program does not know: kept untouched, shown, moved and deleted, never edited. */
  z.object({
    kind: z.literal('unknown'),
    name: z.string(),
    /** The whole rule as it came, without its id. */
    fields: z.record(z.string(), z.json()),
  }),
])

export type Action = z.infer<typeof actionSchema>
