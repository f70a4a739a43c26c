import type { Numbers } from '../numbers/numbers'
import type { HandlersOf } from './handlers'

export const numberHandlers = (numbers: Numbers): HandlersOf<'numbers'> => ({
  'numbers.refresh': ({ accountId }) => {
    numbers.refresh(accountId)
    return {}
  },
  'numbers.cancelRefresh': ({ accountId }) => {
    numbers.cancelRefresh(accountId)
    return {}
  },
  'numbers.refreshState': ({ accountId }) => numbers.refreshState(accountId),
  'numbers.query': (input) => numbers.query(input),
  'numbers.facets': ({ accountId }) => numbers.facets(accountId),
  'numbers.read': ({ accountId, number }) => numbers.read(accountId, number),
  'numbers.detail': ({ accountId, number }) => numbers.detail(accountId, number),
  'numbers.saveNote': (input) => {
    numbers.saveNote(input)
    return {}
  },
})
