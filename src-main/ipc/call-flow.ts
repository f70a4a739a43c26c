import { basename } from 'node:path'
import type { CallFlow } from '../call-flow/call-flow'
import { writeAtomically } from '../files/atomic-file'
import type { HandlersOf } from './handlers'
import type { ChoosePlace } from './saved-file'

export const callFlowHandlers = (callFlow: CallFlow, choosePlace: ChoosePlace): HandlersOf<'callFlow'> => ({
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
  'callFlow.saveText': async ({ name, text }) => {
    const path = await choosePlace(name ? `call-${name}.txt` : 'call.txt')
    if (path === null) return null
    await writeAtomically(path, [text])
    return { fileName: basename(path) }
  },
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
