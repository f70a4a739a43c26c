/** Owned numbers: customer GetList and GetInfo, SetAmdState. */
import { printedInList } from './forwarding'
import { Refusal } from './reply'
import { moment, ownNumber, paged, positive, route } from './routes'
import type { OwnedNumber } from './state'

export const ownedRoutes = [
  route(
    '/number/customer/v1/GetList',
    {
      application_uuid: 'string',
      type_name: 'string',
      // From an older revision of the page.
      type_id: 'uint64',
      category_id: 'uint64',
      region_id: 'uint64',
      date_from: 'string',
      date_to: 'string',
      search_filter: 'string',
      limit: 'uint64',
      offset: 'uint64',
      sip_filter: 'enum',
    },
    (request, { state }) => {
      const { application_uuid: application, type_name: type, search_filter: search, sip_filter: sip = 0 } = request
      const [typeId, category, region] = [request.type_id, request.category_id, request.region_id].map(Number)
      const from = moment(request.date_from, 'date_from')
      const to = moment(request.date_to, 'date_to')
      if (sip > 2) throw new Refusal(400, 'sandbox: sip_filter must be 0 to 2', 'text of the refusal')
      const found = state
        .owned()
        .filter(
          (number) =>
            (!application || number.application.uuid === application) &&
            (!type || number.category.type.name === type) &&
            (!typeId || number.category.type.id === typeId) &&
            (!category || number.category.id === category) &&
            (!region || number.region.id === region) &&
            (!from || number.createDate >= from) &&
            (!to || number.createDate <= to) &&
            (!search || number.code.includes(search)) &&
            (sip === 0 || (number.sip !== null) === (sip === 2)),
        )
      const numbers = paged(found, request).map((number) => ({
        ...(number.description && { description: number.description }),
        ...described(number),
        ...(application && printedInList(number.forwarding)),
      }))
      return {
        body: { numbers, total: found.length },
        assumed: request.limit ? 'order of the list' : 'order and size of the page',
      }
    },
  ),

  route('/number/customer/v1/GetInfo', { number_code: 'uint64' }, (request, { state }) => {
    const number = state.find(positive(request.number_code, 'GetInfo', 'NumberCode'))
    if (!number) throw new Refusal(400, 'Error getting info: number is missing', 'status and text')
    return { body: { number: described(number) } }
  }),

  route(
    '/number/v1/SetAmdState',
    { number_code: 'uint64', amd: 'bool' },
    ({ number_code: code, amd = false }, context) => {
      const number = ownNumber(positive(code, 'SetAmdState', 'NumberCode'), 'Error setting amd', context)
      if (!context.application.amd) {
        throw new Refusal(403, 'Error setting amd: activate amd service on this application')
      }
      if (!amd && !number.amd) throw new Refusal(400, 'Error setting amd: amd already disabled on number')
      const again = amd && number.amd
      number.amd = amd
      return { body: {}, ...(again && { assumed: 'enabling twice is no error' }) }
    },
    'field',
  ),
]

/** What GetList and GetInfo print alike: fees as numbers, although their tables say string. */
function described({ code, category, region, application, createDate }: OwnedNumber): object {
  return {
    number_name: code,
    type_name: category.type.name,
    region_name: region.name,
    category_name: category.name,
    application_name: application.name,
    application_uuid: application.uuid,
    subscription_fee: category.subscriptionFee,
    install_fee: category.installFee,
    create_date: createDate,
    number_options: category.type.options,
  }
}
