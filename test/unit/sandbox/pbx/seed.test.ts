import { expect, test } from 'vitest'
import { seedPbx } from '../../../../src-main/sandbox/pbx/seed'
import { extensionFields } from '../../../../src-main/sandbox/pbx/extension'
import { caller, upload, type Caller } from './call'

const without = (fields: object, ...names: string[]): object =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

test('what the demo company has', () => {
  const { extensions, dids, intervals, sounds } = seedPbx({})
  const all = [...extensions.values()]
  const count = (type: string): number => all.filter((extension) => extension.type === type).length
  expect({
    all: all.length,
    phone: count('phone'),
    queue: count('queue'),
    ivr: count('ivr'),
    fax: count('fax'),
  }).toEqual({
    all: 60,
    phone: 42,
    queue: 6,
    ivr: 6,
    fax: 6,
  })
  const rules = all.flatMap((extension) => extension.rules)
  expect([dids.size, rules.length, intervals.size, sounds.size]).toEqual([12, 40, 8, 10])
  expect(new Set(rules.map(({ type }) => type)).size).toBe(8)
  expect(all.map(({ ivr }) => ivr.contexts.size).sort((one, other) => other - one)[0]).toBe(60)
})

test('the same for the same seed but for keys and passwords', () => {
  const printed = (seed: number): string => {
    const { extensions, dids, intervals, sounds } = seedPbx({ seed })
    const plain = [...extensions.values()].map((extension) => ({ ...extension, phone: null }))
    return JSON.stringify([plain, [...dids.values()], [...intervals.values()], [...sounds.values()]])
  }
  expect(printed(1)).toBe(printed(1))
  expect(printed(1)).not.toBe(printed(2))
})

test('an empty company has its public numbers and nothing else', () => {
  const { extensions, dids, intervals, sounds } = seedPbx({ company: 'empty' })
  expect([extensions.size, intervals.size, sounds.size]).toEqual([0, 0, 0])
  expect([...dids.values()].map(({ extension_id: id }) => id)).toEqual(Array.from({ length: 12 }, () => null))
})

/** Whatever the seed holds a client could have made: it is built again in an empty company, request by request. */
test('the demo company can be built by requests', async () => {
  const source = seedPbx({})
  const target = await caller({ pbx: { company: 'empty' } })
  target.state.lastId.sound = 40
  target.state.lastId.extension = 143
  for (const { filename, content, title } of source.sounds.values()) {
    await mustPost(target, '/client/@me/sound/', upload(filename, content, title))
  }
  for (const interval of source.intervals.values())
    await mustPost(target, '/client/@me/interval/', without(interval, 'id'))
  for (const extension of source.extensions.values()) {
    const fields = Object.keys(extensionFields).map((name) => [name, Reflect.get(extension, name)])
    const { name, type } = extension
    await mustPost(target, '/client/@me/extension/', { name, type, ...Object.fromEntries(fields) })
  }
  for (const [id, { rules, ivr }] of source.extensions) {
    for (const rule of rules) await mustPost(target, `/extension/${id}/incom_rule/`, without(rule, 'id'))
    const base = `/extension/${id}/ivr/context/`
    for (const context of ivr.contexts.values()) await mustPost(target, base, without(context, 'id', 'options'))
    for (const { options, id: context } of ivr.contexts.values()) {
      for (const digits of options.keys()) {
        if (!/\d|\*/.test(digits)) continue
        await mustPost(target, `${base}${context}/options/`, { digits })
      }
    }
    for (const { options, id: context } of ivr.contexts.values()) {
      for (const [digits, ivrRules] of options) {
        for (const rule of ivrRules) {
          await mustPost(target, `${base}${context}/options/${encodeURIComponent(digits)}/rules/`, without(rule, 'id'))
        }
      }
    }
  }
  expect(target.state.extensions.size).toBe(60)
})

async function mustPost({ post }: Caller, path: string, body: unknown): Promise<void> {
  const { status, text } = await post(path, body)
  if (status !== 201) throw new Error(`${path} ${JSON.stringify(body)}: ${status} ${text}`)
}
