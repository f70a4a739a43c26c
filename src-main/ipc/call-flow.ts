import type { CallFlow } from '../call-flow/call-flow'
import type { HandlersOf } from './handlers'

export const callFlowHandlers = (callFlow: CallFlow): HandlersOf<'callFlow'> => ({
  'callFlow.simulate': (input) => callFlow.simulate(input),
  'callFlow.cover': (input) => callFlow.cover(input),
  'callFlow.unreached': (input) => callFlow.unreached(input),
  'callFlow.coverNumbers': (input) => callFlow.coverNumbers(input),
  'callFlow.leads': (input) => callFlow.leads(input),
  'callFlow.impact': (input) => callFlow.impact(input),
  'callFlow.cancel': (input) => {
    callFlow.cancel(input)
    return {}
  },
  'callFlow.targets': (input) => callFlow.targets(input),
  'callFlow.target': (input) => callFlow.target(input),
  'callFlow.expectations': () => callFlow.expectations(),
  'callFlow.saveExpectation': (input) => callFlow.saveExpectation(input),
  'callFlow.removeExpectation': (input) => {
    callFlow.removeExpectation(input)
    return {}
  },
  'callFlow.comparedExpectations': (input) => callFlow.expectationSnapshots.compared(input),
  'callFlow.takeExpectations': (input) => callFlow.expectationSnapshots.take(input),
  'callFlow.judgeChange': (input) => callFlow.judgeChange(input),
  'callFlow.judge': (input) => callFlow.judge(input),
})
