/** Public numbers. They come from the operator; a client only says which extension they lead to. */
import { flag, readFields, readJson, reference, text } from './fields'
import { found, invalid } from './reply'
import { assumedPaging, checkClient, idIn, mustFind, paged, type Route } from './routes'

export interface Did {
  id: number
  /** Digits: `78123092631`. */
  name: string
  domain: string | null
  client_id: number
  extension_id: number | null
  allow_message: boolean
  message_extension_id: number | null
  comment: string | null
  create_date: string
}

/** Only `extension_id` is documented. */
const fields = {
  extension_id: reference(),
  allow_message: flag(false),
  message_extension_id: reference(),
  comment: text(null),
}

export const didRoutes: Route[] = [
  {
    method: 'GET',
    path: '/client/:client/did/',
    run(context) {
      checkClient(context)
      return found(paged([...context.state.dids.values()], context.query), assumedPaging)
    },
  },
  {
    method: 'GET',
    path: '/client/:client/did/:did',
    run(context) {
      checkClient(context)
      return found(mustFind(context.state.dids.get(idIn(context.segments, 'did'))))
    },
  },
  {
    method: 'PUT',
    path: '/client/:client/did/:did',
    run(context) {
      checkClient(context)
      const { state } = context
      const did = mustFind(state.dids.get(idIn(context.segments, 'did')))
      const given = readFields(readJson(context.body), fields)
      for (const name of ['extension_id', 'message_extension_id'] as const) {
        const id = given[name] ?? null
        if (id !== null && !state.extensions.has(id)) throw invalid(name, 'no such extension')
      }
      Object.assign(did, given)
      return found(did, given.extension_id ? undefined : 'detaching, and other fields than extension_id')
    },
  },
]
