/** Types, categories and regions, as printed on the pages GetFree and GetList. Prices: documented samples, the rest assumed. */

export type TypeName = 'DEF' | 'ABC' | 'KDU'

export interface NumberType {
  id: number
  name: TypeName
  /** What a number of this type can do; documented examples of GetFree. */
  options: { incoming_calls: boolean; outgoing_calls: boolean; incoming_sms: boolean; outgoing_sms: boolean }
}

export const types: readonly [NumberType, NumberType, NumberType] = [
  {
    id: 1104,
    name: 'DEF',
    options: { incoming_calls: true, outgoing_calls: true, incoming_sms: true, outgoing_sms: true },
  },
  {
    id: 1105,
    name: 'ABC',
    options: { incoming_calls: true, outgoing_calls: true, incoming_sms: false, outgoing_sms: false },
  },
  {
    id: 1106,
    name: 'KDU',
    options: { incoming_calls: true, outgoing_calls: false, incoming_sms: false, outgoing_sms: false },
  },
]

export interface Category {
  id: number
  type: NumberType
  name: string
  /** Roubles; per month and once. */
  subscriptionFee: number
  installFee: number
}

/** Names after SILVER and all fees but DEF REGULAR, ABC BRONZE and KDU SILVER are assumed. */
const grades = [
  {
    name: 'REGULAR',
    base: 10000,
    fees: [
      [150, 590],
      [150, 700],
      [1500, 20000],
    ],
  },
  {
    name: 'BRONZE',
    base: 10010,
    fees: [
      [250, 1500],
      [200, 1000],
      [2500, 35000],
    ],
  },
  {
    name: 'SILVER',
    base: 10020,
    fees: [
      [400, 5000],
      [350, 4000],
      [3500, 50000],
    ],
  },
  {
    name: 'GOLD',
    base: 10030,
    fees: [
      [700, 15000],
      [600, 12000],
      [5000, 90000],
    ],
  },
  {
    name: 'PLATINUM',
    base: 10040,
    fees: [
      [1200, 40000],
      [1000, 30000],
      [8000, 150000],
    ],
  },
  {
    name: 'EXCLUSIVE',
    base: 10050,
    fees: [
      [2500, 120000],
      [2000, 90000],
      [15000, 400000],
    ],
  },
]

export const categories: readonly Category[] = grades.flatMap(({ name, base, fees }) =>
  types.map((type, index) => {
    const [subscriptionFee = 0, installFee = 0] = fees[index] ?? []
    return { id: base + index, type, name, subscriptionFee, installFee }
  }),
)

export interface Region {
  id: number
  code: string
  /** Latin, as in answers. */
  name: string
  description: string
  /** City codes of landline numbers; empty: no numbers of its own in the demo stock. */
  cityCodes: readonly string[]
  /** First digits of mobile numbers. */
  mobileCodes: readonly string[]
}

const region = (
  id: number,
  code: string,
  name: string,
  description: string,
  cityCodes: string[] = [],
  mobileCodes: string[] = [],
): Region => ({ id, code, name, description, cityCodes, mobileCodes })

export const russia = region(10084, 'RUS', 'Russia', 'Россия')
export const moscow = region(10230, 'MSK', 'Moscow', 'Москва', ['495', '499'], ['930', '915', '916'])

/** Region codes, and Latin names but those of the documented examples, are assumed. */
export const regions: readonly Region[] = [
  russia,
  moscow,
  region(10182, 'SPB', 'St. Petersburg', 'Санкт-Петербург', ['812'], ['911', '981']),
  region(10195, 'KZN', 'Kazan', 'Казань', ['843'], ['917', '987']),
  region(10190, 'EKB', 'Yekaterinburg', 'Екатеринбург', ['343'], ['912', '982']),
  region(10183, 'NSK', 'Novosibirsk', 'Новосибирск', ['383'], ['913', '983']),
  region(10184, 'KRD', 'Krasnodar', 'Краснодар', ['861'], ['918', '988']),
  region(10192, 'SAM', 'Samara', 'Самара', ['846'], ['917', '987']),
  region(10189, 'NNV', 'Nizhny Novgorod', 'Нижний Новгород', ['831'], ['910', '987']),
  region(10186, 'MGN', 'Magnitogorsk', 'Магнитогорск'),
  region(10181, 'PRM', 'Perm', 'Пермь', ['342'], ['912', '982']),
  region(10231, 'RND', 'Rostov-on-Don', 'Ростов-на-Дону', ['863'], ['918', '988']),
  region(10196, 'OMS', 'Omsk', 'Омск', ['381'], ['913', '983']),
  region(10221, 'NVR', 'Novorossiysk', 'Новороссийск'),
  region(10153, 'SCH', 'Sochi', 'Сочи'),
  region(10191, 'KRS', 'Krasnoyarsk', 'Красноярск', ['391'], ['913', '983']),
  region(10229, 'CHE', 'Chelyabinsk', 'Челябинск', ['351'], ['912', '982']),
  region(10227, 'TLT', 'Tolyatti', 'Тольятти'),
  region(10193, 'VRN', 'Voronezh', 'Воронеж', ['473'], ['910', '980']),
]
