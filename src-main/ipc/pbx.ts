import type { Pbx } from '../pbx/pbx'
import type { HandlersOf } from './handlers'

export const pbxHandlers = (pbx: Pbx): HandlersOf<'pbx'> => ({
  'pbx.refresh': ({ accountId }) => {
    pbx.refresh(accountId)
    return {}
  },
  'pbx.cancelRefresh': ({ accountId }) => {
    pbx.cancelRefresh(accountId)
    return {}
  },
  'pbx.refreshState': ({ accountId }) => pbx.refreshState(accountId),
  'pbx.extensions.query': (input) => pbx.extensions(input),
  'pbx.extensions.read': (input) => pbx.extension(input),
  'pbx.extensions.registration': (input) => pbx.registration(input),
  'pbx.publicNumbers.query': (input) => pbx.publicNumbers(input),
  'pbx.publicNumbers.read': (input) => pbx.publicNumber(input),
  'pbx.rules.read': (input) => pbx.rules(input),
  'pbx.prompts.query': (input) => pbx.prompts(input),
  'pbx.intervals.query': (input) => pbx.intervals(input),
  'pbx.referrers': (input) => pbx.referrers(input),
  'pbx.company': (input) => pbx.company(input),
})
