import type { IvrMenus } from '../ivr/ivr-menus'
import type { HandlersOf } from './handlers'

export const ivrHandlers = (menus: IvrMenus): HandlersOf<'ivr'> => ({
  'ivr.account': (input) => menus.account(input),
  'ivr.read': (input) => menus.read(input),
  'ivr.cancelRead': (input) => {
    menus.cancelRead(input)
    return {}
  },
  'ivr.export': (input) => menus.export(input),
  'ivr.import': (input) => menus.import(input),
  'ivr.publish': (input) => menus.publish(input),
})
