/** Secrets go one way: the window can set, replace, remove and test them, and no answer and no event has a place for one. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract, events } from '@shared/contract'

const telling = /password|passwd|token|secret|authorization|api[-_]?key|private[-_]?key|cookie|credential/i

interface FieldSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: FieldSchema[]
  properties?: Record<string, FieldSchema>
}

/** Fields named as a secret that may hold any text, in any depth. A flag, a state or the error of a keychain is none. */
function secretFieldsOf(schema: z.ZodType): string[] {
  const names: string[] = []
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }), (_name, value: FieldSchema | null) => {
    for (const [name, field] of Object.entries(value?.properties ?? {}))
      if (telling.test(name) && (isText(field) || field.anyOf?.some(isText))) names.push(name)
    return value
  })
  return names
}

const isText = (field: FieldSchema): boolean =>
  ([field.type].flat().includes('string') && !field.enum && field.const === undefined) ||
  Object.keys(field).length === 0

test('no answer and no event has a field for a secret', () => {
  const answers = Object.entries(contract).map(([name, { output }]) => [name, output] as const)
  const found = [...answers, ...Object.entries(events)].flatMap(([name, schema]) =>
    secretFieldsOf(schema).map((field) => `${name}: ${field}`),
  )
  expect(found).toEqual([])
})

test('a field for a secret would be seen', () => {
  const leaky = z.object({ rows: z.array(z.object({ sipPassword: z.string().nullable(), hasPassword: z.boolean() })) })
  expect(secretFieldsOf(leaky)).toEqual(['sipPassword'])
})
