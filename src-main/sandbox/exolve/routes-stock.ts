/** Dictionaries and buying: reference GetList, GetFree, Lock, Unlock, Buy, Delete. */
import { categories, regions, russia, types } from './catalogue'
import { Refusal } from './reply'
import { ownNumber, paged, positive, route, type Context } from './routes'

/** s; the page gives the range and no default. */
const shortestLock = 60
const longestLock = 600

export const stockRoutes = [
  route('/number/reference/v1/GetList', {}, () => ({
    body: {
      types: types.map(({ id, name }) => ({ type_id: id, type_name: name })),
      categories: categories.map(({ id, type, name }) => ({
        category_id: id,
        type_id: type.id,
        type_name: type.name,
        category_name: name,
      })),
      regions: regions.map(({ id, code, name, description }) => ({
        project_id: 10_008,
        region_id: id,
        // protojson leaves out a zero: the country has no parent.
        ...(id !== russia.id && { parent_region_id: russia.id }),
        region_code: code,
        region_name: name,
        description,
      })),
    },
    assumed: 'projects, parents and codes of regions; names of the higher categories',
  })),

  route(
    '/number/v1/GetFree',
    {
      type_id: 'uint32',
      region_id: 'uint32',
      category_id: 'uint32',
      random: 'bool',
      mask: 'string',
      limit: 'uint32',
      offset: 'uint32',
    },
    ({ type_id, region_id: region, category_id: category, random, mask, ...page }, { state }) => {
      const type = positive(type_id, 'GetFree', 'TypeId')
      const pattern = mask ? maskPattern(mask) : undefined
      const found = state
        .free()
        .filter(
          (number) =>
            number.category.type.id === type &&
            (!region || number.region.id === region) &&
            (!category || number.category.id === category) &&
            (!pattern || pattern.test(number.code)) &&
            !state.reservation(number.code),
        )
      const ordered = random ? shuffled(found) : found
      const numbers = paged(ordered, page).map((number) => ({
        number_code: number.code,
        type_name: number.category.type.name,
        region_name: number.region.name,
        category_name: number.category.name,
        subscription_fee: number.category.subscriptionFee,
        install_fee: number.category.installFee,
        number_options: number.category.type.options,
      }))
      return { body: { numbers }, assumed: 'locked numbers are left out; size of the page' }
    },
  ),

  route(
    '/number/v1/Lock',
    { number_code: 'uint64', seconds: 'uint32', description: 'string' },
    ({ number_code, seconds = longestLock }, { state, application }) => {
      const code = positive(number_code, 'Lock', 'NumberCode')
      if (seconds < shortestLock || seconds > longestLock) {
        const range = `[${shortestLock}, ${longestLock}]`
        throw new Refusal(
          400,
          `invalid LockRequest.Seconds: value must be inside range ${range}`,
          'text of the refusal',
        )
      }
      if (!state.findFree(code)) {
        if (state.find(code)) throw new Refusal(409, 'sandbox: number is already bought', 'status and text')
        throw new Refusal(400, `Номер ${code} не существует`)
      }
      if (state.reservation(code)) throw new Refusal(409, 'sandbox: number is already locked', 'status and text')
      return { body: { Id: state.reserve(code, application, seconds).uid } }
    },
  ),

  route('/number/v1/Unlock', { number_code: 'uint64', uid: 'uint32' }, ({ number_code, uid }, context) => {
    const code = positive(number_code, 'Unlock', 'NumberCode')
    requireReservation(code, positive(uid, 'Unlock', 'Uid'), context)
    context.state.release(code)
    return { body: {} }
  }),

  route(
    '/number/v1/Buy',
    { number_code: 'uint64', reserve_uid: 'uint32', call_transcribation: 'bool', speech_analytics: 'bool' },
    (
      { number_code, reserve_uid, call_transcribation: transcription = false, speech_analytics: analytics = false },
      context,
    ) => {
      const { state, application, now } = context
      const code = positive(number_code, 'Buy', 'NumberCode')
      const uid = positive(reserve_uid, 'Buy', 'ReserveUid')
      if (transcription && analytics) {
        throw new Refusal(
          400,
          'Error buying number: call transcribation and speech analytics cannot be enabled at the same time',
        )
      }
      if (transcription && application.speech !== 'transcription') {
        throw new Refusal(400, 'call transcribation must be enabled in the application settings')
      }
      if (analytics && application.speech !== 'analytics') {
        throw new Refusal(400, 'speech analytics must be enabled in the application setting')
      }
      requireReservation(code, uid, context)
      const number = state.findFree(code)
      if (!number) throw new Refusal(400, `Номер ${code} не существует`, 'text taken from Lock')
      const price = number.category.installFee + number.category.subscriptionFee
      if (price > state.balance) throw new Refusal(400, 'sandbox: balance is too low', 'status and text')
      state.balance -= price
      state.addNumber({
        ...number,
        application,
        resourceId: String(uid),
        statusName: 'Active',
        description: '',
        createDate: new Date(now()).toISOString().replace('Z', '000Z'),
        sip: null,
        // Documented: a new number has recording switched on.
        callRecord: true,
        transcription,
        analytics,
        amd: false,
        forwarding: { type: 0 },
      })
      return { body: {}, assumed: 'the first month is charged together with the installation' }
    },
  ),

  route('/number/v1/Delete', { number_code: 'uint64' }, ({ number_code }, context) => {
    const { code } = ownNumber(positive(number_code, 'Delete', 'NumberCode'), 'Error deleting number', context)
    context.state.removeNumber(code)
    return { body: {} }
  }),
]

/** @throws Refusal 400 unless the application holds this very reservation. */
function requireReservation(code: string, uid: number, { state, application }: Context): void {
  const reservation = state.reservation(code)
  if (reservation?.uid !== uid || reservation.application !== application) {
    throw new Refusal(400, 'sandbox: number is not locked with this id', 'status and text')
  }
}

/** `.` and `_` stand for one digit, `*` and `%` for several (page GetFree). */
function maskPattern(mask: string): RegExp {
  if (!/^[\d._*%]{1,40}$/.test(mask)) {
    throw new Refusal(400, 'sandbox: mask may hold digits and . _ * %', 'text of the refusal')
  }
  return new RegExp(`^${mask.replace(/[._]/g, String.raw`\d`).replace(/[*%]+/g, String.raw`\d*`)}$`)
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, key: Math.random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item)
}
