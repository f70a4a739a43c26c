/**
 * What goes over the wire to and from Exolve. Answers are read with patience: its protobuf JSON prints integers as numbers
 * or as strings, leaves out zero values, and its pages show the same block as an object and as a list of one.
 */
import { z } from 'zod'
import { AppFailure } from '@shared/domain/app-error'

/** uint64 as digits. The gateway hands over as a string what a JavaScript number cannot hold. */
const digits = z.union([z.number().int().nonnegative().transform(String), z.string().regex(/^\d+$/)])
const integer = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)])
const amount = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
])
const optionalInteger = integer.nullish().transform((value) => value ?? null)
const optionalAmount = amount.nullish().transform((value) => value ?? null)
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? '')

/** A list that is left out when it is empty. */
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])

/** The tables say "array", the examples print one object: both are read, and an empty list is nothing. */
const block = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .union([shape, z.array(shape)])
    .nullish()
    .transform((value): z.output<Shape> | undefined => (Array.isArray(value) ? value[0] : (value ?? undefined)))

/**
 * An answer in which everything may be left out. One that has none of the documented fields but others is not an empty
 * one: it is no answer of this method, and must not look like "nothing there".
 */
const answer = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .record(z.string(), z.unknown())
    .refine((fields) => {
      const names = Object.keys(fields)
      return names.length === 0 || names.some((name) => name in shape)
    }, 'none of the documented fields')
    .pipe(z.object(shape))

/** N-ref: POST /number/reference/v1/GetList */
export const referencesAnswer = answer({
  types: list(z.object({ type_id: integer, type_name: text })),
  categories: list(z.object({ category_id: integer, type_id: integer, type_name: text, category_name: text })),
  regions: list(
    z.object({
      project_id: optionalInteger,
      region_id: integer,
      parent_region_id: optionalInteger,
      region_code: text,
      region_name: text,
      description: text,
    }),
  ),
})

const numberOptions = block(
  z.object({ incoming_calls: flag, outgoing_calls: flag, incoming_sms: flag, outgoing_sms: flag }),
)

/** N-free: POST /number/v1/GetFree */
export const freeNumbersAnswer = answer({
  numbers: list(
    z.object({
      number_code: digits,
      type_name: text,
      region_name: text,
      category_name: text,
      subscription_fee: optionalAmount,
      install_fee: optionalAmount,
      number_options: numberOptions,
    }),
  ),
})

/** N-lock: POST /number/v1/Lock; the capital letter is Exolve's. */
export const lockAnswer = z.object({ Id: integer })

const ownedNumber = z.object({
  number_name: digits,
  type_name: text,
  region_name: text,
  category_name: text,
  application_uuid: text,
  application_name: text,
  subscription_fee: optionalAmount,
  install_fee: optionalAmount,
  create_date: text,
  call_forwarding_flag: z.boolean().nullish(),
  call_forwarding_number: block(z.object({ redirect_number: text })),
  call_forwarding_sip: block(z.object({ sip_uri: text })),
  call_forwarding_ip_static: block(z.object({ ip: text })),
  call_forwarding_ipcr: block(z.object({ url: text })),
})
export type OwnedNumberOnWire = z.output<typeof ownedNumber>

/** N-list: POST /number/customer/v1/GetList */
export const ownedNumbersAnswer = answer({
  numbers: list(ownedNumber),
  total: integer.nullish().transform((value) => value ?? 0),
})

/** N-info: POST /number/customer/v1/GetInfo. The example wraps the number, the table does not. */
export const numberInfoAnswer = z.union([
  z.object({ number: block(ownedNumber) }).transform(({ number }, context) => {
    if (number) return number
    context.addIssue('no number')
    return z.NEVER
  }),
  ownedNumber,
])

/** The forwarding blocks stay loose: what they hold beyond this is told to the operator before it is overwritten. */
const callControl = z.looseObject({
  redirect_number: text,
  timeout: optionalInteger,
  active: flag,
  name: text,
  period: text,
  period_description: text,
})

export const attributesBlock = z.object({
  call_record: flag,
  call_transcribation: flag,
  speech_analytics: flag,
  incoming_sms_enabled: flag,
  amd: flag,
  call_forwarding_type: integer.nullish().transform((value) => value ?? 0),
  call_forwarding_sip: block(z.looseObject({ sip_uri: text })),
  call_forwarding_number: block(
    z.looseObject({
      redirect_type: integer.nullish().transform((value) => value ?? 0),
      call_control: z
        .union([z.array(callControl), callControl.transform((entry) => [entry])])
        .nullish()
        .transform((entries) => entries ?? []),
      event_url: text,
      event_extended: flag,
      client_id: text,
      file_to_a: text,
      file_to_b: text,
      masking: flag,
      display_number: text,
    }),
  ),
  call_forwarding_ipcr: block(z.looseObject({ url: text, reserve: text })),
  /** Type 4 is not described for this answer: the setter's name and the list's name are both read. */
  call_forwarding_static: block(
    z.looseObject({ static_ip: text, port: optionalInteger, timeout: optionalInteger, did: text }),
  ),
  call_forwarding_ip_static: block(
    z.looseObject({ ip: text, port: optionalInteger, timeout: optionalInteger, did_name: text }),
  ),
})
export type AttributesBlock = z.output<typeof attributesBlock>

/** N-attr: POST /number/v1/GetAttributes */
export const attributesAnswer = answer({
  number_resource_id: text,
  status_name: text,
  attributes: block(attributesBlock),
})

/**
 * Digits as a JSON number, the way Exolve's examples write phones and DIDs.
 * @param path field of the form that the value comes from; empty: none.
 * @throws AppFailure `input.invalid` rather than round a value that JSON numbers cannot carry exactly.
 */
export function toWireInteger(value: string, path: string): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && Number.isSafeInteger(number)) return number
  throw new AppFailure('input.invalid', {
    fields: [{ path, severity: 'error', code: 'field.malformed', params: {} }],
  })
}
