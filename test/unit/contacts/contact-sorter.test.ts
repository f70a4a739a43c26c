import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactRule } from '@shared/contract/contacts'
import type { CsvReading } from '@shared/contract/imports'
import { contactsPerPart } from '@shared/domain/autocall/contact'
import { createContactSorter, type Forbidden } from '../../../src-main/contacts/contact-sorter'
import { createPhoneHash } from '../../../src-main/contacts/phone-hash'
import { unpackRows } from '../../../src-main/contacts/stored-row'
import { visitCsvRows } from '../../../src-main/imports/csv-rows'
import { temporaryFolder } from '../storage/temporary-folder'

const salt = '0123456789abcdef0123456789abcdef'
const hashOf = createPhoneHash(salt)
const rule: ContactRule = {
  mapping: [
    { kind: 'phone' },
    { kind: 'variable', name: 'name' },
    { kind: 'externalId' },
    { kind: 'zone' },
    null,
    { kind: 'variable', name: 'city' },
  ],
  homeCountry: 'RU',
  withForeign: false,
  withPremium: false,
  recentDays: 0,
}
const reading: CsvReading = { encoding: 'utf-8', delimiter: ';' }

/** All that comes of a file. @param withLines false: every row is read as a text, the way of any other table */
async function sorted(path: string, forbidden: Forbidden, withLines: boolean) {
  const sorter = createContactSorter({ rule, salt, now: 0, ...forbidden })
  let lines = 0
  const visitor = {
    row: sorter.row,
    line: (...[line, row]: Parameters<typeof sorter.line>) => {
      const isTaken = sorter.line(line, row)
      if (isTaken) lines += 1
      return isTaken
    },
  }
  const options = { onProgress: () => undefined, blockSize: 1 << 12 }
  for await (const block of visitCsvRows(path, reading, withLines ? visitor : { row: sorter.row }, options)) void block
  const parts = sorter.takeParts(true).map(({ group, count, rows, hashes }) => ({
    group,
    count,
    rows: unpackRows(rows),
    hashes: [...hashes],
  }))
  return { lines, all: { parts, counts: sorter.counts(), zones: sorter.zones() } }
}

/** Few numbers, so that they repeat. */
const phone = fc
  .tuple(
    fc.constantFrom('+7', '7', '8', '', '+7 ', '8 (', '+49', '77'),
    fc.integer({ min: 9_160_000_000, max: 9_160_000_030 }),
    fc.constantFrom('', '-', ' ', '.'),
    fc.constantFrom('', '', '', ' ', ' ext 5', '; 89160000001'),
  )
  .map(([prefix, number, mark, end]) => `${prefix}${String(number).slice(0, 6)}${mark}${String(number).slice(6)}${end}`)
const piece = fc.constantFrom(
  'Анна',
  'O’Neil',
  '«Ромашка»',
  ' ',
  '\u00A0',
  '\u2003',
  "'",
  '=',
  '-1',
  '\\',
  '\u0007',
  '\uFFFD',
  '😀',
  'é',
)
const text = fc.oneof(
  fc.constantFrom('', 'Анна', 'x'),
  fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('')),
)
const id = fc.oneof(
  fc.constantFrom('', '7.9E+10', '1.5', '12345.0', 'a1e5', '1e5', '+5', "'007", '="007"'),
  text,
  fc.nat().map(String),
)
const zone = fc.constantFrom('', 'UTC+3', 'МСК', 'UTC-3:30', 'вечером', ' UTC+5 ', '="UTC+7"', 'Asia/Omsk')
const rest = fc.oneof(
  { weight: 6, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }) },
)
const plainRow = fc
  .tuple(fc.integer({ min: 9_160_000_000, max: 9_160_000_030 }), fc.nat(), fc.constantFrom('', 'UTC+3', 'МСК'))
  .map(([number, external, offset]) => `8${number};Анна;${external};${offset};;Уфа`)
const oddRow = fc
  .tuple(phone, text, id, zone, rest, fc.integer({ min: 1, max: 7 }), fc.constantFrom('', '', '', '"', '""'))
  .map(([number, name, external, offset, more, width, quote]) =>
    [number, name, external, offset, ...more]
      .slice(0, width)
      .map((cell) => (quote === '' ? cell : `${quote}${cell}${quote}`))
      .join(';'),
  )

describe('contacts read from bytes', () => {
  it('are stored byte by byte as those that are read as texts', async () => {
    const path = join(temporaryFolder(), 'people.csv')
    let lines = 0
    const forbidden: Forbidden = {
      stop: [Float64Array.of(hashOf('79160000003'), hashOf('79160000004'))],
      inJob: [Float64Array.of(hashOf('79160000005'))],
      recent: [Float64Array.of(hashOf('79160000006'))],
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(plainRow, oddRow), { minLength: 40, maxLength: 80 }),
        fc.constantFrom('\n', '\r\n'),
        async (rows, end) => {
          writeFileSync(path, `phone;name${end}${rows.join(end)}${end}`)
          const [fast, slow] = [await sorted(path, forbidden, true), await sorted(path, forbidden, false)]
          expect(fast.all).toEqual(slow.all)
          lines += fast.lines
        },
      ),
      { numRuns: 60 },
    )
    expect(lines).toBeGreaterThan(1000)
  })

  it('and so are nearly all of a usual table', async () => {
    const path = join(temporaryFolder(), 'people.csv')
    const rows = Array.from(
      { length: 5000 },
      (_, index) => `8 916 ${String(1_000_000 + index)};Имя ${index};${index};МСК;;"Уфа"`,
    )
    writeFileSync(path, `phone;name\n${rows.join('\n')}\n`)
    const { lines, all } = await sorted(path, { stop: [], inJob: [], recent: [] }, true)
    expect(lines).toBeGreaterThan(4990)
    expect(all.counts.groups.new).toBe(5000)
    expect(all.parts.map(({ count }) => count)).toEqual([...Array.from({ length: 10 }, () => 500), 1])
  })
})

it('each part has the hashes of its own numbers', async () => {
  const path = join(temporaryFolder(), 'people.csv')
  const numbers = Array.from({ length: contactsPerPart + 2 }, (_, index) => `7916${String(1_000_000 + index)}`)
  writeFileSync(path, `phone;name\n${numbers.map((number) => `${number};x`).join('\n')}\n`)
  for (const withLines of [true, false]) {
    const { all } = await sorted(path, { stop: [], inJob: [], recent: [] }, withLines)
    expect(all.parts.filter(({ group }) => group === 'new').map(({ hashes }) => hashes)).toEqual([
      numbers.slice(0, contactsPerPart).map(hashOf),
      numbers.slice(contactsPerPart).map(hashOf),
    ])
  }
})

it('who must not be called is on the stop list, whatever else is known of the number', async () => {
  const path = join(temporaryFolder(), 'people.csv')
  const rows = ['89160000003', '89160000001', '89160000002'].map((phone) => `${phone};Анна;1;;;Уфа`)
  writeFileSync(path, `phone;name\n${rows.join('\n')}\n`)
  const [one, two, three] = ['79160000001', '79160000002', '79160000003'].map(hashOf)
  const forbidden = {
    stop: [Float64Array.of(one ?? 0)],
    inJob: [Float64Array.of(one ?? 0, two ?? 0)],
    recent: [Float64Array.of(one ?? 0, two ?? 0, three ?? 0)],
  }
  for (const withLines of [true, false]) {
    const { lines, all } = await sorted(path, forbidden, withLines)
    expect(lines).toBe(withLines ? 2 : 0)
    expect(all.counts.groups).toMatchObject({ stopList: 1, duplicate: 2, new: 0 })
    expect(all.counts.duplicates).toEqual({ inFile: 0, inJob: 1, recent: 1 })
  }
})

it('the hash of a number is what it was since the first version', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 17 }), (list) => {
      const digits = list.join('')
      const hex = createHash('sha256')
        .update(salt + digits)
        .digest('hex')
      const wanted = Number(BigInt(`0x${hex.slice(0, 14)}`) >> 3n)
      expect(hashOf(digits)).toBe(wanted)
      expect(hashOf(Buffer.from(digits))).toBe(wanted)
    }),
  )
})
