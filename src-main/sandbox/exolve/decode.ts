/**
 * Turns a request body into a message of known fields. Written from the documents: every integer may be a number or
 * a decimal string (SetCallForwarding sends `"timeout": "16"`), an unknown field is refused (SetAmdState), a wrong
 * type is refused in the documented words (GetAttributes, Unlock, SetAmdState).
 */
import { position, readJson, type Value } from './json-text'
import { Refusal } from './reply'

type Scalar = 'uint32' | 'uint64' | 'bool' | 'string' | 'enum'
type Field = Scalar | { message: Shape } | { list: Shape }
export interface Shape {
  readonly [name: string]: Field
}

/** Absent fields stay absent. uint64 is a string of digits, an enum its number. */
export type Message<S extends Shape> = { [K in keyof S]?: Decoded<S[K]> }
type Decoded<F> = F extends 'uint32' | 'enum'
  ? number
  : F extends 'uint64' | 'string'
    ? string
    : F extends 'bool'
      ? boolean
      : F extends { message: infer S extends Shape }
        ? Message<S>
        : F extends { list: infer S extends Shape }
          ? Message<S>[]
          : never

const limits = { uint32: 2n ** 32n - 1n, uint64: 2n ** 64n - 1n, enum: 2n ** 31n - 1n }

/**
 * @param wording how a wrong type is told: `type` as for GetAttributes, `field` as for SetAmdState.
 * @throws Refusal 400 for what is not JSON or not such a message.
 */
export function decode<S extends Shape>(text: string, shape: S, wording: 'type' | 'field' = 'type'): Message<S> {
  const refuse = (at: number, what: string): never => {
    throw new Refusal(400, `proto: (${position(text, at)}): ${what}`)
  }
  const wrongType = (value: Value, type: string, name: string): never =>
    refuse(
      value.at,
      wording === 'type'
        ? `invalid value for ${type} type: ${value.raw}`
        : `invalid value for ${type} field ${camelCase(name)}: ${value.raw}`,
    )

  function readMessage(value: Value, fields: Shape): Record<string, unknown> {
    if (value.kind !== 'object') {
      throw new Refusal(400, `proto: syntax error (${position(text, value.at)}): unexpected token ${value.raw}`)
    }
    const message: Record<string, unknown> = {}
    for (const { name: given, at, value: inner } of value.members) {
      const name = Object.keys(fields).find((field) => field === given || camelCase(field) === given)
      const field = name === undefined ? undefined : fields[name]
      if (name === undefined || field === undefined) return refuse(at, `unknown field "${given}"`)
      if (name in message) return refuse(at, `duplicate field "${given}"`)
      if (inner.kind !== 'null') message[name] = readField(inner, field, name)
    }
    return message
  }

  function readField(value: Value, field: Field, name: string): unknown {
    if (typeof field === 'object') {
      if ('message' in field) return readMessage(value, field.message)
      if (value.kind !== 'array') {
        throw new Refusal(400, `proto: syntax error (${position(text, value.at)}): unexpected token ${value.raw}`)
      }
      return value.items.map((item) => readMessage(item, field.list))
    }
    switch (field) {
      case 'bool':
        return value.kind === 'bool' ? value.value : wrongType(value, field, name)
      case 'string':
        return value.kind === 'string' ? value.value : wrongType(value, field, name)
      default: {
        const whole = wholeNumber(value)
        if (whole === undefined || whole > limits[field]) return wrongType(value, field, name)
        return field === 'uint64' ? String(whole) : Number(whole)
      }
    }
  }

  return readMessage(readJson(text), shape) as Message<S>
}

/** The documents give no names for the values of enums, so an enum is read like an integer. */
function wholeNumber(value: Value): bigint | undefined {
  const digits = value.kind === 'string' ? value.value : value.kind === 'number' ? value.raw : ''
  return /^\d{1,30}$/.test(digits) ? BigInt(digits) : undefined
}

/** protojson takes and quotes a field by its JSON name too: `numberCode` (SetAmdState's error table). */
function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
