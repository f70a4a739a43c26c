/** The demo stock: the same numbers, dates and forwarding for the same seed. Only the keys and passwords differ from run to run. */
import { randomBytes } from 'node:crypto'
import type { Random } from '../random'
import { createRandom } from '../random'
import { categories, moscow, regions, russia, type Category, type Region, type TypeName } from './catalogue'
import { seededForwarding } from './seed-forwarding'
import type { Application, OwnedNumber, SipId, Stock, StockNumber } from './state'

export interface SeedOptions {
  /** Owned numbers; default 240. */
  numbers?: number
  /** Numbers on sale; default 400. */
  freeNumbers?: number
  /** Default 1. */
  seed?: number
  /** Key of the first application; default random. */
  apiKey?: string
}

/** The number of the document's examples, and the one they show to the callee. */
const exampleNumber = '74991112233'
const exampleDisplayNumber = '74995556677'

export function seedStock({ numbers = 240, freeNumbers = 400, seed = 1, apiKey }: SeedOptions): Stock {
  const random = createRandom(seed)
  const taken = new Set([exampleNumber, exampleDisplayNumber])
  const applications = seedApplications(apiKey)
  const [main] = applications

  const moscowLandline: Category = categoryOf('ABC', 'REGULAR')
  const owned = [exampleNumber, exampleDisplayNumber]
    .map((code) => ({ code, category: moscowLandline, region: moscow, application: main }))
    .concat(
      Array.from({ length: Math.max(0, numbers - 2) }, () => ({
        ...drawNumber(random, taken),
        application: drawApplication(random, applications),
      })),
    )
    .map((number, index): OwnedNumber => {
      const createDate = dateBack(random, index, numbers)
      const example = index < 2
      return {
        ...number,
        resourceId: String(94_004 + index * 3),
        statusName: random.chance(0.04) ? '' : 'Active',
        description: random.chance(0.2)
          ? random.pick(['Отдел продаж', 'Склад', 'Поддержка', 'Реклама', 'Front desk'])
          : '',
        createDate,
        sip: !example && random.chance(0.15) ? drawSip(random, createDate) : null,
        callRecord: random.chance(0.7),
        transcription: number.application.speech === 'transcription' && random.chance(0.2),
        analytics: number.application.speech === 'analytics' && random.chance(0.2),
        amd: number.application.amd && random.chance(0.1),
        forwarding: { type: 0 },
      }
    })
  // A quarter is forwarded: 60 of 240.
  for (const [index, number] of owned.entries()) {
    if (index % 4 === 2) number.forwarding = seededForwarding(Math.floor(index / 4), number, owned, random)
  }
  const free = Array.from({ length: freeNumbers }, () => drawNumber(random, taken))
  return { applications, owned, free, balance: 48_250.5 }
}

function seedApplications(apiKey?: string): Stock['applications'] {
  const key = (): string => randomBytes(24).toString('base64url')
  return [
    {
      uuid: '11111111-2222-4333-8444-555555555555',
      name: 'Контакт-центр',
      apiKey: apiKey ?? key(),
      amd: true,
      speech: 'transcription',
    },
    {
      uuid: '05f28d32-3cef-4bb5-9164-424e954aefb1',
      name: 'Рассылки и обзвон',
      apiKey: key(),
      amd: false,
      speech: 'analytics',
    },
    { uuid: '7c0e5a52-6b9d-4f0e-9d52-0f3f6f1f8a10', name: 'Front office', apiKey: key(), amd: false, speech: 'none' },
  ]
}

/** Most numbers belong to the first application, the one whose key the sandbox hands out. */
function drawApplication(random: Random, [main, ...others]: Stock['applications']): Application {
  return random.chance(0.55) ? main : random.pick([main, ...others])
}

function categoryOf(type: TypeName, name: string): Category {
  const category = categories.find((candidate) => candidate.type.name === type && candidate.name === name)
  if (!category) throw new Error(`No category ${name} of ${type}`)
  return category
}

/** The rarer the category, the fewer numbers have it. */
const commonness = [
  ['REGULAR', 0.6],
  ['BRONZE', 0.78],
  ['SILVER', 0.88],
  ['GOLD', 0.94],
  ['PLATINUM', 0.98],
  ['EXCLUSIVE', 1],
] as const

const stocked = regions.filter((region): region is Region => region.cityCodes.length > 0)

function drawNumber(random: Random, taken: Set<string>): StockNumber {
  const share = random.next()
  const type: TypeName = share < 0.5 ? 'ABC' : share < 0.93 ? 'DEF' : 'KDU'
  const grade = random.next()
  const category = categoryOf(type, commonness.find(([, upTo]) => grade < upTo)?.[0] ?? 'REGULAR')
  const city = random.chance(0.35) ? moscow : random.pick([moscow, ...stocked])
  const region = type === 'KDU' ? russia : city
  for (;;) {
    const code = `7${drawPrefix(random, type, city)}${random.between(2, 9)}${random.digits(6)}`
    if (taken.has(code)) continue
    taken.add(code)
    return { code, category, region }
  }
}

function drawPrefix(random: Random, type: TypeName, region: Region): string {
  const codes = { ABC: region.cityCodes, DEF: region.mobileCodes, KDU: ['800'] }[type]
  return codes[random.between(0, codes.length - 1)] ?? '800'
}

function drawSip(random: Random, createDate: string): SipId {
  return {
    resourceId: String(random.between(100_000, 999_999)),
    login: `883140${random.digits(9)}`,
    password: randomBytes(12).toString('base64url'),
    name: random.pick(['Оператор', 'Softphone', 'Офис', 'Desk']),
    createDate,
  }
}

/** Purchases lie evenly in the two years before 2025-06-01, newest first. */
function dateBack(random: Random, index: number, count: number): string {
  const end = Date.UTC(2025, 5, 1)
  const step = (2 * 365 * 86_400_000) / Math.max(1, count)
  const moment = new Date(end - Math.floor(step * (index + random.next())))
  return moment.toISOString().replace('Z', `${random.digits(3)}Z`)
}
