import type { Changes } from '../changes/changes'
import type { HandlersOf } from './handlers'

export const changeHandlers = (changes: Changes): HandlersOf<'changes'> => ({
  'changes.plan': (input) => changes.plan(input),
  'changes.cancelPlan': (input) => {
    changes.cancelPlan(input)
    return {}
  },
  'changes.read': (input) => changes.read(input),
  'changes.list': (input) => changes.list(input),
  'changes.unfinished': () => changes.unfinished(),
  'changes.steps': (input) => changes.steps(input),
  'changes.request': (input) => changes.request(input),
  'changes.apply': (input) => changes.apply(input),
  'changes.pause': (input) => changes.pause(input),
  'changes.cancel': (input) => changes.cancel(input),
  'changes.discard': (input) => {
    changes.discard(input)
    return {}
  },
  'changes.undo': (input) => changes.undo(input),
  'changes.retryFailed': (input) => changes.retryFailed(input),
  'changes.resolveStep': (input) => changes.resolveStep(input),
})
