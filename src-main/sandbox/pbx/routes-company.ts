/** Who the token belongs to, the client, and how much it may have. */
import { flag, long, oneOf, readFields, readJson, reference, text } from './fields'
import { found } from './reply'
import { checkClient, type Context, type Route } from './routes'

const who = ({ state, user }: Context) =>
  found({
    dealer_id: null,
    admin: false,
    extra_params: null,
    access: user.access,
    extension_id: user.extensionId,
    client_id: state.client.id,
    extension_group_id: null,
    timezone: state.client.timezone,
    login: user.login,
    id: user.id,
  })

/** The length of extension numbers, prefix and domain are fixed when the operator creates the client. */
const changeable = {
  name: text(''),
  email: text(''),
  timezone: text(''),
  hold_music: reference(),
  call_interactive_url: text(null),
  call_interactive_method: oneOf(['GET', 'POST'], 'GET'),
  call_interactive_timeout: long(null),
  call_interactive_out_call: flag(false),
}

const readClient = (context: Context) => {
  checkClient(context)
  return found(context.state.client)
}

export const companyRoutes: Route[] = [
  { method: 'GET', path: '/user/', run: who },
  { method: 'GET', path: '/user', run: who },
  { method: 'GET', path: '/client/client_info/:client/', run: readClient },
  { method: 'GET', path: '/client/:client/client/', run: readClient },
  {
    method: 'PUT',
    path: '/client/client_info/:client/',
    run(context) {
      checkClient(context)
      Object.assign(context.state.client, readFields(readJson(context.body), changeable))
      return found(context.state.client)
    },
  },
  {
    method: 'GET',
    path: '/client/:client/limit/',
    run(context) {
      checkClient(context)
      return found(context.state.limits, 'fields')
    },
  },
]
