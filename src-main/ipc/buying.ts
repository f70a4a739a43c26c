import type { Buying } from '../buying/buying'
import type { HandlersOf } from './handlers'

export const buyingHandlers = (buying: Buying): HandlersOf<'buying'> => ({
  'buying.dictionaries': (input) => buying.dictionaries(input),
  'buying.search': async (input) => {
    await buying.search(input)
    return {}
  },
  'buying.cancelSearch': async (input) => {
    await buying.cancelSearch(input)
    return {}
  },
  'buying.searchState': (input) => buying.searchState(input),
  'buying.found': (input) => buying.found(input),
  'buying.reservations': (input) => buying.reservations(input),
  'buying.reserve': (input) => buying.reserve(input),
  'buying.unreserve': async (input) => {
    await buying.unreserve(input)
    return {}
  },
  'buying.plan': (input) => buying.plan(input),
})
