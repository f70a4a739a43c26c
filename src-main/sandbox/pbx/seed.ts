/** The demo company: the same for the same seed. Only keys and passwords differ from run to run. */
import { randomBytes } from 'node:crypto'
import { createRandom, type Random } from '../random'
import type { Did } from './dids'
import { newExtension, type Extension } from './extension'
import { condition, type Interval } from './intervals'
import { seedIvrs } from './seed-ivr'
import { seedRules } from './seed-rules'
import type { Sound } from './sounds'
import type { Application, PbxState, User } from './state'
import { toneWav } from './tone'

export interface PbxSeedOptions {
  /** `empty`: a client with nothing in it, to restore into. Default `demo`. */
  company?: 'demo' | 'empty'
  /** Default 1. */
  seed?: number
  /** Requests per hour; operators do not publish theirs. Default 10,000. */
  quota?: number
  /** Of the application and the user handed out; default random. */
  clientId?: string
  clientSecret?: string
  username?: string
  password?: string
}

const secret = (): string => randomBytes(18).toString('base64url')

export function seedPbx(options: PbxSeedOptions): PbxState {
  const { company = 'demo', seed = 1, quota = 10_000, username = 'client1', password = secret() } = options
  const state: PbxState = {
    client: {
      id: 12,
      name: company === 'demo' ? 'ООО «Ромашка»' : 'ООО «Новая»',
      email: 'office@example.org',
      prefix: '000',
      domain: 'sip.ringme.ru',
      domain_prefix: 'sip',
      extension_len: 3,
      timezone: 'Europe/Moscow',
      hold_music: null,
      call_interactive_url: null,
      call_interactive_method: 'GET',
      call_interactive_timeout: null,
      call_interactive_out_call: false,
      create_date: '2018-02-01 09:00:00',
    },
    neighbourId: 13,
    applications: seedApplications(options, username),
    users: seedUsers(username, password, company === 'demo' ? firstExtension : null),
    extensions: new Map(),
    dids: new Map(),
    sounds: new Map(),
    intervals: new Map(),
    limits: { extension: 1000, incom_rule: 500, interval: 200, sound: 500, ivr_context: 2000, ivr_rule: 3000 },
    quota: { limit: quota, used: 0, hour: 0 },
    tokens: [],
    voiceHelper: true,
    lastId: { extension: firstExtension - 1, sound: firstSound - 1, interval: 0 },
  }
  const random = createRandom(seed)
  if (company === 'demo') {
    seedSounds(state)
    seedIntervals(state)
    seedExtensions(state, random)
  }
  // A client cannot make public numbers, so an empty company has them too: as many, leading nowhere.
  seedDids(state, company)
  if (company === 'demo') {
    seedRules(state)
    seedIvrs(state)
  }
  return state
}

/** So that the worked example of the page /ivr/ gets its own ids: extension 204, sounds 51 and 52. */
const firstExtension = 144
const firstSound = 41

function seedApplications(
  { clientId = secret(), clientSecret = secret() }: PbxSeedOptions,
  owner: string,
): PbxState['applications'] {
  const redirectUrls = ['http://127.0.0.1/', 'http://127.0.0.1/callback', 'http://localhost/']
  const make = (name: string, given: Partial<Application>): Application => ({
    clientId: secret(),
    clientSecret: secret(),
    name,
    types: ['trusted'],
    access: 'All',
    redirectUrls: [],
    owner,
    ...given,
  })
  return [
    make('Switchboard', {
      clientId,
      clientSecret,
      types: ['trusted', 'password_credentials', 'public'],
      redirectUrls,
    }),
    make('Trusted', {}),
    make('Password', { types: ['password_credentials'] }),
    make('Browser', { types: ['public'], redirectUrls }),
    make('Click to call', { access: 'Call API' }),
  ]
}

function seedUsers(login: string, password: string, extensionId: number | null): PbxState['users'] {
  const user = (id: number, name: string, given: Partial<User>): User => ({
    id,
    login: name,
    password: secret(),
    access: 'full',
    status: 'active',
    extensionId: null,
    ...given,
  })
  return [
    user(20, login, { password }),
    user(21, 'reader', { access: 'read_only' }),
    user(22, 'blocked', { status: 'blocked' }),
    user(23, 'extension', { extensionId: extensionId ?? firstExtension }),
  ]
}

const prompts = [
  ['Приветствие', 'welcome.wav'],
  ['Приветствие на английском', 'welcome-en.wav'],
  ['Мы закрыты', 'closed.wav'],
  ['Праздники', 'holidays.wav'],
  ['Выберите отдел', 'departments.wav'],
  ['Неверный набор', 'wrong-choice.wav'],
  ['Все операторы заняты', 'busy.wav'],
  ['Оставьте номер', 'leave-number.wav'],
  ['Оцените разговор', 'rate.wav'],
  ['Музыка ожидания', 'a41f09c27d5e4b60.wav'],
] as const

/** The last one is the operator's, and its file name is one that the server made up. */
function seedSounds(state: PbxState): void {
  const scale = [440, 494, 554, 587, 659, 740, 831, 880]
  for (const [index, [title, filename]] of prompts.entries()) {
    const tones = Array.from({ length: 3 + (index % 5) }, (_, at) => scale[(index + at * 2) % scale.length] ?? 440)
    const dealerId = index === prompts.length - 1 ? 3 : null
    const sound: Sound = { id: firstSound + index, title, dealerId, filename, content: toneWav(tones) }
    state.sounds.set(sound.id, sound)
    state.lastId.sound = sound.id
  }
}

/** Sunday is day 1. A night takes two conditions, for a start must be less than its end. */
function seedIntervals(state: PbxState): void {
  const zone = 'Europe/Moscow'
  const intervals: Omit<Interval, 'id'>[] = [
    {
      name: 'Рабочее время',
      timezone: zone,
      conditions: [condition({ start_dow: 2, end_dow: 6, start_time: '09:00:00', end_time: '18:00:00' })],
    },
    {
      name: 'Обед',
      timezone: zone,
      conditions: [condition({ start_dow: 2, end_dow: 6, start_time: '13:00:00', end_time: '14:00:00' })],
    },
    {
      name: 'Ночь',
      timezone: zone,
      conditions: [
        condition({ start_time: '22:00:00', end_time: '23:59:59' }),
        condition({ start_time: '00:00:00', end_time: '06:00:00' }),
      ],
    },
    { name: 'Выходные', timezone: zone, conditions: [condition({ start_dow: 7, end_dow: 1 })] },
    {
      name: 'Новогодние праздники',
      timezone: zone,
      conditions: [condition({ month: 1, start_mday: 1, end_mday: 8 })],
    },
    { name: 'Июль, пн–вт', timezone: zone, conditions: [condition({ month: 7, start_dow: 2, end_dow: 3 })] },
    {
      name: 'Инвентаризация',
      timezone: 'Asia/Novosibirsk',
      conditions: [condition({ start_datetime: '2026-12-28 00:00:00', end_datetime: '2026-12-31 18:00:00' })],
    },
    {
      name: 'Смена А, 2 через 2',
      timezone: zone,
      conditions: [condition({ sched_start_date: '2026-01-05', sched_active_days: 2, sched_skip_days: 2 })],
    },
  ]
  for (const [index, interval] of intervals.entries()) {
    state.intervals.set(index + 1, { id: index + 1, ...interval })
    state.lastId.interval = index + 1
  }
}

const named: [number: string, type: string, label: string][] = [
  ['002', 'phone', 'Секретарь'],
  ['050', 'phone', 'Дежурный оператор'],
  ['097', 'phone', 'Директор'],
  ['300', 'queue', 'Продажи'],
  ['301', 'queue', 'Поддержка'],
  ['302', 'queue', 'Бухгалтерия'],
  ['303', 'queue', 'Доставка'],
  ['304', 'queue', 'Возвраты'],
  ['305', 'queue', 'Night desk'],
  ['070', 'ivr', 'Главное меню'],
  ['072', 'ivr', 'Города и услуги'],
  ['073', 'ivr', 'Заказ звонка'],
  ['074', 'ivr', 'Оценка разговора'],
  ['075', 'ivr', 'Выбор языка'],
  ['076', 'ivr', 'Новое меню'],
  ...Array.from({ length: 6 }, (_, at): [string, string, string] => [`08${at}`, 'fax', `Факс ${at + 1}`]),
]
const departments = ['Продажи', 'Поддержка', 'Бухгалтерия', 'Склад', 'Front office'] as const
const people = ['Иванов', 'Петрова', 'Сидоров', 'Кузнецова', 'Smith', 'Орлов', 'Волкова', 'Зайцев'] as const

function seedExtensions(state: PbxState, random: Random): void {
  const desks = Array.from({ length: 39 }, (_, at): [string, string, string] => [
    String(100 + at),
    'phone',
    `${random.pick(people)}, ${random.pick(departments)}`,
  ])
  for (const [number, type, label] of [...named, ...desks]) {
    state.lastId.extension += 1
    const id = state.lastId.extension
    const extension = newExtension({
      id,
      name: `${state.client.prefix}*${number}`,
      type,
      create_date: `2019-0${1 + (id % 9)}-1${id % 10} 10:0${id % 6}:00`,
      status: type === 'phone' && number > '132' && random.chance(0.5) ? 'blocked' : 'active',
      label,
    })
    if (type === 'phone') seedPhone(extension, random)
    state.extensions.set(id, extension)
  }
}

/** Four phones of five are registered. */
function seedPhone(extension: Extension, random: Random): void {
  extension.phone.password = secret()
  if (extension.status === 'blocked' || !random.chance(0.8)) return
  const address = `192.0.2.${random.between(10, 250)}`
  extension.registrations.push({
    device: random.pick(['Yealink SIP-T31P 124.86.0.75', 'Grandstream GXP1625 1.0.7.70', 'Zoiper rv2.10.20.5']),
    real_address: `${address}:${random.between(1024, 65000)}`,
    contact_address: `sip:${extension.name}@${address}:5060`,
    expires: random.between(30, 3600),
    registration_id: String(random.between(1_000_000, 9_999_999)),
  })
}

const didNames = [
  '78123092631',
  '78123092632',
  '78123092633',
  '74951234501',
  '74951234502',
  '74951234503',
  '74991112201',
  '78432300010',
  '73432700020',
  '78007000101',
  '78007000102',
  '79160000001',
]
/** Where the first of them lead; the rest lead nowhere. */
const routes = ['070', '072', '300', '301', '074', '075', '097', '302', '002', '070']

function seedDids(state: PbxState, company: 'demo' | 'empty'): void {
  for (const [index, name] of didNames.entries()) {
    const target = company === 'demo' ? findByNumber(state, routes[index]) : undefined
    const did: Did = {
      id: 501 + index,
      name,
      domain: null,
      client_id: state.client.id,
      extension_id: target?.id ?? null,
      allow_message: name.startsWith('79'),
      message_extension_id: null,
      comment: index === 9 ? 'Бесплатный номер' : null,
      create_date: `2018-03-${10 + index} 12:00:00`,
    }
    state.dids.set(did.id, did)
  }
}

/** @param number without the prefix */
export function findByNumber({ extensions, client }: PbxState, number: string | undefined): Extension | undefined {
  return [...extensions.values()].find(({ name }) => name === `${client.prefix}*${number}`)
}
