/** Reads the fields of a request body one by one and collects what is wrong with them, as Twin's SDK expects: field → texts. */
import { Refusal } from './reply'

export type Body = Record<string, unknown>

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws Refusal 400 for what is no JSON object */
export function readBody(text: string): Body {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal(400, 'Malformed JSON.')
  }
  if (!isObject(value)) throw new Refusal(400, 'Malformed JSON.')
  return value
}

/** `required`: absent and null are wrong; `optional`: they are left alone. */
type Need = 'required' | 'optional'

export class Fields {
  private readonly problems: Record<string, string[]> = {}

  private readonly body: Body
  private readonly root: Fields
  private readonly path: string

  constructor(body: Body, root?: Fields, path = '') {
    this.body = body
    this.root = root ?? this
    this.path = path
  }

  wrong(name: string, text: string): void {
    const { problems } = this.root
    const path = this.path + name
    problems[path] = [...(problems[path] ?? []), text]
  }

  private value(name: string, need: Need): unknown {
    const value = this.body[name] ?? null
    if (value === null && need === 'required') this.wrong(name, 'This value should not be blank.')
    return value
  }

  text(name: string, need: Need): string {
    const value = this.value(name, need)
    if (value === null) return ''
    if (typeof value !== 'string') this.wrong(name, 'This value should be of type string.')
    else if (need === 'required' && value === '') this.wrong(name, 'This value should not be blank.')
    return typeof value === 'string' ? value : ''
  }

  uuid(name: string, need: Need): string {
    const value = this.text(name, need)
    if (value !== '' && !uuidPattern.test(value)) this.wrong(name, 'This is not a valid UUID.')
    return value
  }

  /** One of the documented values. */
  choice(name: string, values: readonly string[], need: Need): string {
    const value = this.text(name, need)
    if (value !== '' && !values.includes(value)) this.wrong(name, 'The value you selected is not a valid choice.')
    return value
  }

  flag(name: string, need: Need): boolean {
    const value = this.value(name, need)
    if (value !== null && typeof value !== 'boolean') this.wrong(name, 'This value should be of type bool.')
    return value === true
  }

  /** A whole number of zero or more. */
  whole(name: string, need: Need): number {
    const value = this.value(name, need)
    if (value === null) return 0
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      this.wrong(name, 'This value should be a whole number of zero or more.')
      return 0
    }
    return value
  }

  /** A number; as text too, which others have seen the server take. */
  number(name: string, need: Need): number {
    const value = this.value(name, need)
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    if (value === null) return 0
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      this.wrong(name, 'This value should be of type float.')
      return 0
    }
    return number
  }

  texts(name: string, need: Need): string[] {
    const value = this.list(name, need)
    if (value.every((item) => typeof item === 'string')) return value
    this.wrong(name, 'This value should be a list of strings.')
    return []
  }

  /** The objects of a list, each with fields of its own. */
  objects(name: string, need: Need): Fields[] {
    return this.list(name, need).flatMap((item, index) => {
      if (isObject(item)) return [new Fields(item, this.root, `${this.path}${name}.${index}.`)]
      this.wrong(`${name}.${index}`, 'This value should be of type object.')
      return []
    })
  }

  object(name: string, need: Need): Fields {
    const value = this.value(name, need)
    if (value !== null && !isObject(value)) this.wrong(name, 'This value should be of type object.')
    return new Fields(isObject(value) ? value : {}, this.root, `${this.path}${name}.`)
  }

  has(name: string): boolean {
    return (this.body[name] ?? null) !== null
  }

  /** The value as it came. */
  raw(name: string): unknown {
    return this.body[name]
  }

  private list(name: string, need: Need): unknown[] {
    const value = this.value(name, need)
    if (value !== null && !Array.isArray(value)) this.wrong(name, 'This value should be a list.')
    return Array.isArray(value) ? (value as unknown[]) : []
  }

  /** @throws Refusal 422 with everything that was wrong */
  done(): void {
    if (Object.keys(this.root.problems).length > 0) throw new Refusal(422, 'Validation failed.', this.root.problems)
  }
}
