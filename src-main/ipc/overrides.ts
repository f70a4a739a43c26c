import type { Overrides } from '../overrides/overrides'
import type { HandlersOf } from './handlers'

export const overrideHandlers = (overrides: Overrides): HandlersOf<'overrides'> => ({
  'overrides.plan': (input) => overrides.plan(input),
  'overrides.list': () => overrides.list(),
  'overrides.ofChange': (input) => overrides.ofChange(input),
  'overrides.planReturn': (input) => overrides.planReturn(input),
  'overrides.keep': (input) => {
    overrides.keep(input)
    return {}
  },
})
