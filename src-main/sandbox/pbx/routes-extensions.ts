/** Extensions with their SIP registration and the settings of their type. */
import { extensionFields, extensionTypes, newExtension, phoneFields, queueFields, type Extension } from './extension'
import { oneOf, readFields, readJson, text } from './fields'
import { accessDenied, created, found, invalid, notFound, removed } from './reply'
import {
  assumedPaging,
  checkClient,
  checkLimit,
  extensionOf,
  idIn,
  mustFind,
  paged,
  type Context,
  type Route,
} from './routes'
import { dateTime, nextId, type PbxState } from './state'

const creatable = { ...extensionFields, name: text(''), type: oneOf(extensionTypes, 'phone') }

const inClient = (context: Context): Extension => {
  checkClient(context)
  return mustFind(context.state.extensions.get(idIn(context.segments, 'extension')))
}

export const extensionRoutes: Route[] = [
  {
    method: 'GET',
    path: '/client/:client/extension/',
    run(context) {
      checkClient(context)
      const { state, query } = context
      const [type, status] = [query.get('type'), query.get('status')]
      const matching = [...state.extensions.values()].filter(
        (extension) => (type === null || extension.type === type) && (status === null || extension.status === status),
      )
      return found(
        paged(matching, query).map((extension) => printed(extension, state)),
        assumedPaging,
      )
    },
  },
  {
    method: 'POST',
    path: '/client/:client/extension/',
    run(context) {
      checkClient(context)
      const { state, now } = context
      const { name = '', type, ...given } = readFields(readJson(context.body), creatable)
      if (type === undefined) throw invalid('type', 'required')
      const full = fullName(name, state)
      checkLimit(state, 'extension', state.extensions.size)
      checkDid(given.did_as_transfer_caller_id, state)
      const extension = newExtension({
        ...given,
        id: nextId(state, 'extension'),
        name: full,
        type,
        create_date: dateTime(now()),
      })
      state.extensions.set(extension.id, extension)
      return created(printed(extension, state))
    },
  },
  {
    method: 'GET',
    path: '/client/:client/extension/:extension',
    run: (context) => found(printed(inClient(context), context.state)),
  },
  {
    method: 'PUT',
    path: '/client/:client/extension/:extension',
    run(context) {
      const extension = inClient(context)
      const { name = extension.name, type = extension.type, ...body } = readJson(context.body)
      if (name !== extension.name) throw invalid('name', 'cannot be changed')
      if (type !== extension.type) throw invalid('type', 'cannot be changed')
      const given = readFields(body, extensionFields)
      checkDid(given.did_as_transfer_caller_id, context.state)
      Object.assign(extension, given)
      return found(printed(extension, context.state), 'what is not sent stays')
    },
  },
  {
    method: 'DELETE',
    path: '/client/:client/extension/:extension',
    run(context) {
      const extension = inClient(context)
      const { state } = context
      state.extensions.delete(extension.id)
      for (const did of state.dids.values()) {
        if (did.extension_id === extension.id) did.extension_id = null
        if (did.message_extension_id === extension.id) did.message_extension_id = null
      }
      return removed('what becomes of those that refer to it')
    },
  },
  {
    method: 'GET',
    path: '/extension/registration/',
    run({ state, user, query }) {
      const asked = query.getAll('extension_id')
      if (asked.length === 0) throw invalid('extension_id', 'required')
      const registrations = asked.map((id) => {
        const extension = mustFind(state.extensions.get(Number(id)))
        if (user.extensionId !== null && user.extensionId !== extension.id) throw accessDenied()
        return {
          extension_id: extension.id,
          registered: extension.registrations.length > 0,
          registrations: extension.registrations,
        }
      })
      return found(registrations, 'a list, also for one extension')
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/phone/',
    run: (context) => found(ofType(context, 'phone').phone, 'which fields there are'),
  },
  {
    method: 'PUT',
    path: '/extension/:extension/phone/',
    run(context) {
      const { phone } = ofType(context, 'phone')
      return found(Object.assign(phone, readFields(readJson(context.body), phoneFields)), 'which fields there are')
    },
  },
  {
    method: 'GET',
    path: '/extension/:extension/queue/',
    run(context) {
      const { id, queue } = ofType(context, 'queue')
      return found({ extension_id: id, ...queue }, 'which fields there are')
    },
  },
  {
    method: 'PUT',
    path: '/extension/:extension/queue/',
    run(context) {
      const { id, queue } = ofType(context, 'queue')
      Object.assign(queue, readFields(readJson(context.body), queueFields))
      return found({ extension_id: id, ...queue }, 'which fields there are')
    },
  },
]

/** The 16 keys of the example's answer. */
function printed(extension: Extension, { client }: PbxState): object {
  const { id, name, type, create_date: createDate } = extension
  const fields = Object.keys(extensionFields).map((field) => [field, Reflect.get(extension, field)])
  const own = { id, name, type, create_date: createDate, client_id: client.id, domain: client.domain }
  return { ...own, ...Object.fromEntries(fields) }
}

/** @throws Refusal 404 when the extension is of another type. */
export function ofType(context: Context, type: string): Extension {
  const extension = extensionOf(context)
  if (extension.type !== type) throw notFound('status for an extension of another type')
  return extension
}

/** @returns `000*071` of `071`, `000*071`, `sip*000*071` or `000*071@domain`. @throws Refusal 400 */
function fullName(name: string, { client, extensions }: PbxState): string {
  if (name === '') throw invalid('name', 'required')
  const { prefix, domain, domain_prefix: domainPrefix } = client
  const local = name.endsWith(`@${domain}`) ? name.slice(0, -domain.length - 1) : name
  const number = [`${domainPrefix}*${prefix}*`, `${prefix}*`].reduce(
    (rest, start) => (rest.startsWith(start) ? rest.slice(start.length) : rest),
    local,
  )
  if (!/^\d+$/.test(number) || number.length !== client.extension_len) {
    throw invalid('name', `must have ${client.extension_len} digits`)
  }
  const full = `${prefix}*${number}`
  if ([...extensions.values()].some((extension) => extension.name === full)) throw invalid('name', 'already exists')
  return full
}

function checkDid(number: string | null | undefined, { dids }: PbxState): void {
  if (number && ![...dids.values()].some(({ name }) => name === number)) {
    throw invalid('did_as_transfer_caller_id', 'no public number of this client')
  }
}
