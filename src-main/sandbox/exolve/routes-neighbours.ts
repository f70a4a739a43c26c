/**
 * Read-only neighbours of the Numbering API: SIP IDs, SIP trunks, prompts, balance. Their pages were seen in part only:
 * requests are documented, nearly all of the answers is assumed and says so.
 */
import { Refusal, type Reply } from './reply'
import { moment, paged, positive, route } from './routes'
import type { ExolveState, OwnedNumber, SipId } from './state'

const listShape = {
  search_filter_by_name: 'string',
  clis_filter: 'string',
  date_from: 'string',
  date_to: 'string',
  limit: 'uint64',
  offset: 'uint64',
  order_by_name: 'enum',
  order_by_date: 'enum',
} as const

interface Listed {
  name: string
  /** Number shown to the callee. */
  cli: string
  createDate: string
}

interface ListRequest {
  search_filter_by_name?: string
  clis_filter?: string
  date_from?: string
  date_to?: string
  order_by_name?: number
}

/** The filters that both lists share. The values of the orders are not known: any sorts upwards, by date without a name. */
function listed<T extends Listed>(items: readonly T[], request: ListRequest): T[] {
  const { search_filter_by_name: name = '', clis_filter: cli = '' } = request
  const from = moment(request.date_from, 'date_from') ?? ''
  const to = moment(request.date_to, 'date_to')
  const key = (item: T): string => (request.order_by_name ? item.name : item.createDate)
  return items
    .filter((item) => item.name.includes(name) && item.cli.includes(cli))
    .filter(({ createDate }) => createDate >= from && (to === undefined || createDate <= to))
    .sort((one, other) => key(one).localeCompare(key(other)))
}

const trunks = [
  {
    id: '2101',
    name: 'Офис на Тверской',
    ip: '203.0.113.10',
    cli: '74991112233',
    createDate: '2024-03-04T09:12:40.118000Z',
  },
  {
    id: '2102',
    name: 'Data centre',
    ip: '203.0.113.20',
    cli: '74995556677',
    createDate: '2024-09-17T15:02:11.904311Z',
  },
  { id: '2103', name: 'Резерв', ip: '198.51.100.7', cli: '', createDate: '2025-02-26T06:45:03.000250Z' },
]

const prompts = [
  { id: '12345', name: 'Приветствие', duration: 7 },
  { id: '54321', name: 'Запись разговора', duration: 5 },
  { id: '12346', name: 'Ожидание', duration: 62 },
  { id: '12347', name: 'Greeting', duration: 6 },
]

export const neighbourRoutes = [
  route('/number/customer/v1/GetSIPList', { ...listShape, username_filter: 'string' }, (request, { state }): Reply => {
    const all = sipIds(state).map(({ sip, number }) => ({ ...sip, cli: number.code }))
    const found = listed(all, request).filter(({ login }) => login.includes(request.username_filter ?? ''))
    const sips = paged(found, request).map(({ resourceId, name, login, cli, createDate }) => ({
      sip_resource_id: resourceId,
      sip_name: name,
      username: login,
      cli,
      create_date: createDate,
    }))
    return { body: { sips }, assumed: 'the answer' }
  }),

  route('/sip/v1/GetAttributes', { sip_resource_id: 'uint64' }, (request, { state }): Reply => {
    const id = positive(request.sip_resource_id, 'GetAttributes', 'SipResourceId')
    const found = sipIds(state).find(({ sip }) => sip.resourceId === id)
    if (!found) throw new Refusal(400, 'sandbox: no such SIP ID', 'status and text')
    const { sip, number } = found
    const pointing = state.owned().filter(({ forwarding }) => forwardsTo(forwarding, sip.login))
    return {
      body: {
        application_uuid: number.application.uuid,
        sip_resource_id: sip.resourceId,
        sip_name: sip.name,
        number_code: number.code,
        attributes: { login: sip.login, password: sip.password, domain: 'sip.exolve.ru', cli: number.code },
        numbers_with_call_forwarding: pointing.map(({ code }) => code),
      },
      assumed: 'password, domain, cli and numbers_with_call_forwarding',
    }
  }),

  route('/number/customer/v1/GetStaticList', { ...listShape, ip: 'string' }, (request): Reply => {
    const found = listed(trunks, request).filter(({ ip }) => !request.ip || ip === request.ip)
    const statics = paged(found, request).map(({ id, name, ip, cli, createDate }) => ({
      static_resource_id: id,
      static_name: name,
      ip,
      ...(cli && { cli }),
      create_date: createDate,
    }))
    return { body: { statics }, assumed: 'the answer' }
  }),

  route('/media/v1/GetList', { limit: 'uint64', offset: 'uint64' }, (request): Reply => ({
    body: { files: paged(prompts, request), total: prompts.length },
    assumed: 'path, request and answer',
  })),

  route('/finance/v1/GetBalance', {}, (_, { state }): Reply => ({
    body: { balance: state.balance },
    assumed: 'path and answer',
  })),
]

function sipIds(state: ExolveState): { sip: SipId; number: OwnedNumber }[] {
  return state.owned().flatMap((number) => (number.sip ? [{ sip: number.sip, number }] : []))
}

function forwardsTo(forwarding: OwnedNumber['forwarding'], login: string): boolean {
  return forwarding.type === 2 && forwarding.number.call_control.some(({ redirect_number: target }) => target === login)
}
