/** IVR menus of the demo company: a few small ones and one of 60 contexts. */
import { addContext, addRule, type Ivr, type IvrContext, type IvrRule } from './ivr'
import { findByNumber } from './seed'
import type { PbxState } from './state'

type Given = Partial<IvrRule>
const sound = {
  welcome: 41,
  english: 42,
  closed: 43,
  departments: 45,
  wrong: 46,
  busy: 47,
  leaveNumber: 48,
  rate: 49,
}
const workTime = 1

const say = (id: number, type: 'background' | 'foreground' = 'background'): Given => ({
  action: 'play_sound',
  sound: id,
  sound_type: type,
})
const transfer = (destination: string, timeout = 30): Given => ({
  action: 'transfer',
  transfer_dst: destination,
  transfer_timeout: timeout,
})
const jump = (context: IvrContext, option?: string): Given => ({
  action: 'jump_to_context',
  context: context.id,
  ...(option !== undefined && { context_option: option }),
})

/** 3-digit input, so that an extension can be dialled. */
const open = (ivr: Ivr, name: string): IvrContext =>
  addContext(ivr, { name, timeout: 5000, inter_digit_timeout: 2000, digit_len: 3, allow_any_dial: true })

/** One digit decides. */
const choice = (ivr: Ivr, name: string): IvrContext =>
  addContext(ivr, { name, timeout: 5000, inter_digit_timeout: 2000, digit_len: 1, allow_any_dial: false })

function fill(ivr: Ivr, context: IvrContext, options: Record<string, Given[]>): void {
  for (const [digits, rules] of Object.entries(options)) {
    if (!context.options.has(digits)) context.options.set(digits, [])
    for (const rule of rules) addRule(ivr, context, digits, rule)
  }
}

const menus: [number: string, build: (ivr: Ivr) => IvrContext | null][] = [
  ['070', mainMenu],
  ['072', cityMenu],
  ['073', callBackMenu],
  ['074', ratingMenu],
  ['075', languageMenu],
  ['076', () => null],
]

export function seedIvrs(state: PbxState): void {
  for (const [number, build] of menus) {
    const extension = findByNumber(state, number)
    if (!extension) continue
    extension.ivr.config.entry_context = build(extension.ivr)?.id ?? null
    extension.ivr.config.sleep_time = 500
  }
}

/** Day and night. */
function mainMenu(ivr: Ivr): IvrContext {
  const entry = open(ivr, 'Вход')
  const departments = open(ivr, 'Отделы')
  const night = choice(ivr, 'Ночь')
  fill(ivr, entry, {
    start: [say(sound.welcome, 'foreground'), { ...jump(departments), interval: workTime }, jump(night)],
  })
  fill(ivr, departments, {
    start: [say(sound.departments)],
    '1': [{ ...transfer('300'), final: false }, say(sound.busy, 'foreground'), transfer('050')],
    '2': [transfer('301')],
    '3': [transfer('302')],
    '0': [transfer('002', 20)],
    '*': [jump(entry)],
    timeout: [transfer('050')],
    invalid: [say(sound.wrong, 'foreground'), jump(departments)],
  })
  fill(ivr, night, {
    start: [say(sound.closed)],
    '1': [{ action: 'simple_transfer', transfer_dst: '305', transfer_timeout: 60 }],
    timeout: [{ action: 'hangup', name: 'До свидания' }],
    invalid: [{ action: 'hangup' }],
  })
  return entry
}

/** 60 contexts: the entry, 9 cities, 50 services. */
function cityMenu(ivr: Ivr): IvrContext {
  const entry = choice(ivr, 'Выбор города')
  fill(ivr, entry, {
    start: [say(sound.welcome)],
    timeout: [transfer('050')],
    invalid: [say(sound.wrong, 'foreground'), jump(entry)],
  })
  const names = [
    'Москва',
    'Санкт-Петербург',
    'Казань',
    'Екатеринбург',
    'Новосибирск',
    'Самара',
    'Пермь',
    'Омск',
    'Сочи',
  ]
  const cities = names.map((name, at): [IvrContext, number] => [choice(ivr, name), at])
  const services = ['Заказ', 'Доставка', 'Возврат', 'Оплата', 'Гарантия', 'Прочее']
  for (const [city, at] of cities) {
    fill(ivr, entry, { [String(at + 1)]: [jump(city)] })
    fill(ivr, city, {
      start: [say(sound.departments)],
      '0': [jump(entry)],
      timeout: [transfer(String(100 + at))],
      invalid: [say(sound.wrong, 'foreground'), jump(city)],
    })
    // 5 or 6 services each: 50 together.
    for (const [index, name] of services.slice(0, at < 5 ? 6 : 5).entries()) {
      const service = choice(ivr, `${names[at] ?? ''}: ${name}`)
      fill(ivr, city, { [String(index + 1)]: [jump(service)] })
      fill(ivr, service, {
        start: [say(sound.departments)],
        '1': [transfer(String(100 + ((at * 6 + index) % 33)))],
        '9': [jump(city)],
        timeout: [transfer(String(300 + (index % 6)))],
      })
    }
  }
  return entry
}

/** Asks for a number and hands it to a server of the company. */
function callBackMenu(ivr: Ivr): IvrContext {
  const entry = choice(ivr, 'Запрос номера')
  const repeat = choice(ivr, 'Проверка номера')
  fill(ivr, entry, {
    start: [
      { action: 'start_record' },
      {
        action: 'record_digits',
        record_digits_variable: 'number',
        record_digits_max: 11,
        record_digits_sound: sound.leaveNumber,
        record_digits_timeout: 10,
      },
      jump(repeat),
    ],
  })
  fill(ivr, repeat, {
    start: [
      { action: 'play_digits_from_variable', play_digits_variable: 'number', play_digits_method: 'iterated' },
      { action: 'play_silence', silence_time: 3000 },
    ],
    '1': [
      { action: 'set_variable', set_variable_name: 'confirmed', set_variable_value: 'yes' },
      {
        action: 'call_interactive',
        call_interactive_url: 'https://crm.example.org/callback',
        call_interactive_method: 'POST',
        call_interactive_timeout: 5,
      },
      { action: 'hangup' },
    ],
    '2': [jump(entry)],
    '3': [{ action: 'transfer_from_variable', transfer_variable: 'number', transfer_timeout: 30 }],
    timeout: [jump(repeat)],
    invalid: [say(sound.wrong, 'foreground')],
  })
  return entry
}

function ratingMenu(ivr: Ivr): IvrContext {
  const entry = choice(ivr, 'Оценка')
  fill(ivr, entry, {
    start: [
      { action: 'quality_rate', sound: sound.rate, sound_type: 'background', max_rate: 5 },
      { action: 'play_digits', digits: '5', play_digits_method: 'pronounced' },
      { action: 'hangup' },
    ],
  })
  return entry
}

function languageMenu(ivr: Ivr): IvrContext {
  const entry = choice(ivr, 'Язык')
  const russian = open(ivr, 'Русский')
  const english = open(ivr, 'English')
  fill(ivr, entry, { '1': [jump(russian)], '2': [jump(english)], timeout: [jump(russian)], invalid: [jump(entry)] })
  fill(ivr, entry, {
    start: [
      {
        action: 'voice_helper',
        voice_helper_rules: [
          { to_option: 1, transcription: 'русск' },
          { to_option: 2, transcription: 'english|английск' },
        ],
        voice_helper_timeout: 12_000,
        voice_helper_digits_max: 1,
        sound: sound.english,
        sound_type: 'background',
      },
    ],
  })
  fill(ivr, russian, { start: [say(sound.departments)], timeout: [transfer('300')] })
  fill(ivr, english, {
    start: [
      { action: 'set_caller_id_name', caller_id_name: 'EN ${caller_id_name}' },
      { action: 'set_caller_id_number', caller_id_number: '${caller_id_number}' },
      say(sound.english),
    ],
    timeout: [transfer('138', 40)],
  })
  return entry
}
