/**
 * Reads JSON the way the documented error texts show Exolve doing it: with line and column, with integers of any
 * size kept as text. The texts are those of Go's protojson (documented for GetList, GetAttributes, Lock, Unlock).
 */
import { Refusal } from './reply'

interface At {
  /** Offset in the text. */
  at: number
  /** The token as it was written; `{` or `[` for what is nested. */
  raw: string
}

export type Value = At &
  (
    | { kind: 'object'; members: { name: string; at: number; value: Value }[] }
    | { kind: 'array'; items: Value[] }
    | { kind: 'string'; value: string }
    | { kind: 'number' }
    | { kind: 'bool'; value: boolean }
    | { kind: 'null' }
    /** `"name":}` is documented as a wrong value of the field's type, not as a syntax error. */
    | { kind: 'missing' }
  )

const deepest = 100
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const stringPattern = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y

/** `line 3:1`, both counted from 1, the column in characters. */
export function position(text: string, at: number): string {
  const before = text.slice(0, at)
  const lineStart = before.lastIndexOf('\n') + 1
  return `line ${before.split('\n').length}:${[...before.slice(lineStart)].length + 1}`
}

/** @throws Refusal 400 with `proto: syntax error (line L:C): …`. */
export function readJson(text: string): Value {
  let next = 0

  const fail = (what: 'unexpected token' | 'invalid value', token: string): never => {
    throw new Refusal(400, `proto: syntax error (${position(text, next)}): ${what} ${token}`.trim())
  }
  const skipSpace = (): void => {
    while (' \n\r\t'.includes(text[next] ?? '?')) next += 1
  }
  const peek = (): string => {
    skipSpace()
    return text[next] ?? ''
  }
  const expect = (mark: string): void => {
    if (peek() !== mark) fail('unexpected token', tokenHere())
    next += 1
  }
  /** What protojson quotes of a token it cannot read: a word of up to 32 characters, or one character. */
  const tokenHere = (): string => /^(?:[-+._a-zA-Z0-9]{1,32}|.)/su.exec(text.slice(next, next + 40))?.[0] ?? ''
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = next
    return pattern.exec(text)?.[0]
  }

  function readString(): { value: string; raw: string } {
    const raw = match(stringPattern) ?? fail('invalid value', tokenHere())
    next += raw.length
    return { value: JSON.parse(raw) as string, raw }
  }

  function readValue(depth: number): Value {
    const first = peek()
    const at = next
    if (depth > deepest) throw new Refusal(400, 'proto: exceeded max recursion depth')
    if (first === '{') return { kind: 'object', at, raw: '{', members: readObject(depth) }
    if (first === '[') return { kind: 'array', at, raw: '[', items: readArray(depth) }
    if (first === '"') return { kind: 'string', at, ...readString() }
    if (first === '}') return { kind: 'missing', at, raw: '}' }
    const word = ['true', 'false', 'null'].find((literal) => text.startsWith(literal, at))
    const raw = word ?? match(numberPattern)
    if (raw === undefined) return fail(',:]'.includes(first) ? 'unexpected token' : 'invalid value', tokenHere())
    next += raw.length
    if (/[-+._a-zA-Z0-9]/.test(text[next] ?? '')) {
      next = at
      fail('invalid value', tokenHere())
    }
    if (word === undefined) return { kind: 'number', at, raw }
    return word === 'null' ? { kind: 'null', at, raw } : { kind: 'bool', at, raw, value: word === 'true' }
  }

  function readObject(depth: number): { name: string; at: number; value: Value }[] {
    const members: { name: string; at: number; value: Value }[] = []
    expect('{')
    if (peek() !== '}') {
      do {
        if (members.length > 0) expect(',')
        if (peek() !== '"') fail('unexpected token', tokenHere())
        const at = next
        const name = readString().value
        expect(':')
        members.push({ name, at, value: readValue(depth + 1) })
      } while (peek() === ',')
    }
    expect('}')
    return members
  }

  function readArray(depth: number): Value[] {
    const items: Value[] = []
    expect('[')
    if (peek() !== ']') {
      do {
        if (items.length > 0) expect(',')
        if (peek() === '}') fail('unexpected token', '}')
        items.push(readValue(depth + 1))
      } while (peek() === ',')
    }
    expect(']')
    return items
  }

  if (peek() === '}') fail('unexpected token', '}')
  const value = readValue(0)
  if (peek() !== '') fail('unexpected token', tokenHere())
  return value
}
