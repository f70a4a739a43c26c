import type { Imports } from '../imports/imports'
import type { HandlersOf } from './handlers'

export const importHandlers = (imports: Imports): HandlersOf<'imports'> => ({
  'imports.open': (input) => imports.open(input),
  'imports.inspect': (input) => imports.inspect(input),
  'imports.check': (input) => imports.check(input),
  'imports.plan': (input) => imports.plan(input),
  'imports.cancel': (input) => {
    imports.cancel(input)
    return {}
  },
  'imports.summary': (input) => imports.summary(input),
  'imports.planSelected': (input) => imports.planSelected(input),
  'imports.export': (input) => imports.export(input),
  'imports.cancelExport': (input) => {
    imports.cancelExport(input)
    return {}
  },
  'imports.saveSample': (input) => imports.saveSample(input),
})
