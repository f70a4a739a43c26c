import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyNumberFilter, numberSortKeys } from '@shared/contract/numbers'
import { createNumberQuery } from '../../../src-main/numbers/number-query'
import { createNumberStore } from '../../../src-main/numbers/number-store'
import { openDatabase } from '../../../src-main/storage/database'
import { createInlineReader } from '../../../src-main/storage/reader'
import { temporaryFolder } from '../storage/temporary-folder'
import { accountId, byNumber, ownedNumber } from './workplace'

const owned = [
  ownedNumber('74951234567', { type: 'ABC', hasSip: true }),
  ownedNumber('74957654321', { type: 'ABC', region: 'Ёлкино', category: 'GOLD' }),
  ownedNumber('78005553535', { type: 'KDU', region: 'Russia', boughtAt: null, subscriptionFee: null }),
  ownedNumber('79161112233', {
    region: 'Abakan',
    applicationId: 'a-2',
    applicationName: 'Second',
    hasForwarding: true,
    forwardingKind: 'number',
    forwardingTarget: '74994445566',
  }),
  ownedNumber('79161112244', {
    hasForwarding: true,
    forwardingKind: 'url',
    forwardingTarget: 'https://Example.com/ИВР_1',
  }),
  ownedNumber('79161112255', { hasForwarding: true, forwardingKind: 'staticIp', forwardingTarget: '203.0.113.10' }),
  ownedNumber('79161112266', { applicationId: '', applicationName: '', hasForwarding: null, forwardingKind: null }),
]

function filled(numbers = owned) {
  const { database, close } = openDatabase({ folder: temporaryFolder(), now: Date.now })
  onTestFinished(close)
  const store = createNumberStore(database, Date.now)
  const list = store.begin(accountId)
  list.add(numbers)
  list.markSip(numbers.filter(({ hasSip }) => hasSip).map(({ number }) => number))
  list.publish()
  const query = createNumberQuery(createInlineReader(database), store)
  const find = async (filter: Partial<typeof emptyNumberFilter>) => {
    const { rows, total } = await query.query({
      accountId,
      filter: { ...emptyNumberFilter, ...filter },
      sort: byNumber,
      offset: 0,
      limit: 100,
    })
    expect(total).toBe(rows.length)
    return rows.map(({ number }) => number)
  }
  return { database, store, query, find }
}

const search = async (text: string) => filled().find({ text })

test('a number comes back as it was told, null included', async () => {
  const { query } = filled()
  for (const number of owned) {
    expect(await query.read(accountId, number.number)).toEqual({ ...number, note: '' })
  }
  await expect(query.read(accountId, '70000000000')).rejects.toMatchObject({ error: { code: 'notFound' } })
  await expect(query.read('another', '74951234567')).rejects.toMatchObject({ error: { code: 'notFound' } })
})

describe('search', () => {
  test.each([
    ['4951234567', ['74951234567']],
    ['+7 (495) 123-45-67', ['74951234567']],
    ['8 495 123', ['74951234567']],
    ['8 (800)', ['78005553535']],
    ['495.765', ['74957654321']],
    ['495 765 43 21', ['74957654321']],
    ['7916111', ['79161112233', '79161112244', '79161112255', '79161112266']],
    ['  ', owned.map(({ number }) => number)],
  ])('finds digits however they are grouped: %s', async (text, expected) => {
    expect(await search(text)).toEqual(expected)
  })

  test('looks into the targets of forwarding, whatever their letters', async () => {
    expect(await search('499 444')).toEqual(['79161112233'])
    expect(await search('EXAMPLE.com/ивр')).toEqual(['79161112244'])
    expect(await search('203.0.113')).toEqual(['79161112255'])
  })

  test('a number and its target are not one text', async () => {
    expect(await search('3374')).toEqual([])
  })

  test('takes nothing for a wildcard', async () => {
    expect(await search('%')).toEqual([])
    expect(await search('ивр_1')).toEqual(['79161112244'])
    expect(await search('ивр?1')).toEqual([])
    expect(await search("' OR 1=1 --")).toEqual([])
  })

  test('finds notes in Russian whatever their case, ё as е', async () => {
    const { store, find } = filled()
    store.saveNote(accountId, '78005553535', 'Горячая ЛИНИЯ,\nзелёная')
    store.saveNote('another', '74951234567', 'Горячая линия')
    expect(await find({ text: 'горячая линия, ЗЕЛЕНАЯ' })).toEqual(['78005553535'])
    store.saveNote(accountId, '78005553535', ' ')
    expect(await find({ text: 'горячая' })).toEqual([])
  })
})

describe('filters', () => {
  test('one alone, several together, several values of one', async () => {
    const { find } = filled()
    expect(await find({ types: ['ABC', 'KDU'] })).toHaveLength(3)
    expect(await find({ types: ['ABC'], categories: ['GOLD'] })).toEqual(['74957654321'])
    expect(await find({ regions: ['Ёлкино', 'Abakan'] })).toEqual(['74957654321', '79161112233'])
    expect(await find({ regions: ['Unheard of'] })).toEqual([])
    expect(await find({ applicationIds: [''] })).toEqual(['79161112266'])
    expect(await find({ hasSip: true })).toEqual(['74951234567'])
    expect(await find({ hasSip: false })).toHaveLength(6)
  })

  test('forwarding that is not known is neither on nor off', async () => {
    const { find } = filled()
    expect(await find({ hasForwarding: true })).toHaveLength(3)
    expect(await find({ hasForwarding: false })).toHaveLength(3)
    expect(await find({ hasForwarding: null })).toHaveLength(7)
  })

  test('the facets count what there is to filter by', async () => {
    const { query } = filled()
    const facets = await query.facets(accountId)
    expect(facets.types.map(({ value, count }) => [value, count])).toEqual([
      ['ABC', 2],
      ['DEF', 4],
      ['KDU', 1],
    ])
    expect(facets.regions.map(({ label }) => label)).toEqual(['Ёлкино', 'Abakan', 'Moscow', 'Russia'])
    expect(facets.applications).toContainEqual({ value: 'a-2', label: 'Second', count: 1 })
    expect(await query.facets('another')).toEqual({ types: [], regions: [], categories: [], applications: [] })
  })
})

describe('pages', () => {
  const many = Array.from({ length: 1003 }, (_, index) =>
    ownedNumber(String(79_000_000_000 + ((index * 7919) % 1003)), {
      region: ['Омск', 'Ёлкино', 'Абакан'][index % 3] ?? '',
      boughtAt: index % 7 === 0 ? null : 1_700_000_000_000 + (index % 50) * 1000,
      forwardingKind: index % 4 === 0 ? 'number' : 'none',
      forwardingTarget: index % 4 === 0 ? String(74_000_000_000 + index) : '',
    }),
  )

  test.each(numberSortKeys.flatMap((key) => [false, true].map((descending) => ({ key, descending }))))(
    'by $key (descending: $descending): every row once and in the same order, whatever the page',
    async (sort) => {
      const { query } = filled(many)
      const read = async (offset: number, limit: number) =>
        (await query.query({ accountId, filter: emptyNumberFilter, sort, offset, limit })).rows.map(
          ({ number }) => number,
        )
      const whole = [...(await read(0, 500)), ...(await read(500, 500)), ...(await read(1000, 500))]
      expect(new Set(whole).size).toBe(1003)
      for (const [offset, limit] of [
        [0, 1],
        [499, 40],
        [501, 40],
        [600, 500],
        [1002, 5],
        [1003, 5],
        [5000, 5],
      ] as const) {
        expect(await read(offset, limit)).toEqual(whole.slice(offset, offset + limit))
      }
    },
  )

  test('labels are in the order of the alphabet', async () => {
    const { query } = filled(many)
    const sort = { key: 'region', descending: false } as const
    const { rows } = await query.query({ accountId, filter: emptyNumberFilter, sort, offset: 0, limit: 500 })
    expect([...new Set(rows.map(({ region }) => region))]).toEqual(['Абакан', 'Ёлкино'])
  })

  test('a selection is what fits its filter but some, or what it names', async () => {
    const { query } = filled()
    const selected = (filter: Partial<typeof emptyNumberFilter>, ...except: string[]) =>
      query.selected(accountId, { kind: 'fitting', filter: { ...emptyNumberFilter, ...filter }, except })
    expect(await selected({ types: ['ABC'] })).toBe('74951234567,74957654321')
    expect(await selected({ types: ['ABC'] }, '74951234567')).toBe('74957654321')
    expect(await selected({ text: 'nothing like this' })).toBe('')
    const named = { kind: 'named', keys: ['79161112255', '74951234567', '79161112255'] } as const
    expect(await query.selected(accountId, { ...named, keys: [...named.keys] })).toBe('74951234567,79161112255')
    expect(await query.selected('never fetched', { kind: 'named', keys: [] })).toBeNull()
  })

  test('the total follows what changed', async () => {
    const { query, store } = filled(many)
    const total = async () =>
      (
        await query.query({
          accountId,
          filter: { ...emptyNumberFilter, text: 'важный', hasForwarding: false },
          sort: byNumber,
          offset: 0,
          limit: 1,
        })
      ).total
    expect(await total()).toBe(0)
    store.saveNote(accountId, '79000000001', 'Важный')
    store.saveNote(accountId, '79000000002', 'Важный')
    expect(await total()).toBe(2)
    const forwarding = { kind: 'url', url: 'https://a', reserve: '' } as const
    store.recordForwarding(accountId, new Map([['79000000001', forwarding]]))
    expect(await total()).toBe(1)
  })
})
