import { expect, test } from 'vitest'
import { seedStock } from '../../../src-main/sandbox/exolve/seed'
import { sandbox } from './call'

test('the same seed gives the same stock, another seed another', () => {
  const codes = (seed?: number): string[] => seedStock({ seed }).owned.map(({ code }) => code)
  expect(codes()).toEqual(codes(1))
  expect(codes(2)).not.toEqual(codes(1))
})

test('the demo stock has what the screens can show', () => {
  const { owned, free, applications } = seedStock({})
  expect([owned.length, free.length]).toEqual([240, 400])
  expect(new Set([...owned, ...free].map(({ code }) => code)).size).toBe(640)
  for (const { code, category, region } of [...owned, ...free]) {
    expect(code).toMatch(/^7\d{10}$/)
    expect(category.type.name === 'KDU').toBe(code.startsWith('7800') && region.name === 'Russia')
    const prefixes = { ABC: region.cityCodes, DEF: region.mobileCodes, KDU: ['800'] }[category.type.name]
    expect(prefixes).toContain(code.slice(1, 4))
  }
  expect(new Set(owned.map(({ region }) => region.name)).size).toBeGreaterThan(6)
  expect(new Set([...owned, ...free].map(({ category }) => category.name)).size).toBe(6)
  expect(new Set(owned.map(({ application }) => application))).toEqual(new Set(applications))
  expect(owned.filter(({ forwarding }) => forwarding.type > 0)).toHaveLength(60)
  expect(new Set(owned.map(({ forwarding }) => forwarding.type))).toEqual(new Set([0, 1, 2, 3, 4]))
  const all = JSON.stringify(owned.map(({ forwarding }) => forwarding))
  for (const odd of ['wd {Mon-Fri} hr {6am-14pm}', '"dtmf"', '"answer":true', '"redirect_type":3', '"active":false']) {
    expect(all).toContain(odd)
  }
  expect(owned.some(({ sip }) => sip !== null)).toBe(true)
  for (const { sip, forwarding } of owned) expect(sip !== null && forwarding.type === 3).toBe(false)
})

test("the numbers of the document's examples are there, in the application of the key", async () => {
  const { exolve } = await sandbox()
  for (const code of ['74991112233', '74995556677']) {
    expect(exolve.state.find(code)).toMatchObject({ application: { apiKey: exolve.apiKey }, sip: null })
  }
})

test('any number of owned numbers', async () => {
  expect((await sandbox({ exolve: { numbers: 5000, freeNumbers: 0 } })).exolve.state.owned()).toHaveLength(5000)
})
