import type { Prompts } from '../prompts/prompts'
import type { HandlersOf } from './handlers'

export const promptHandlers = (prompts: Prompts): HandlersOf<'prompts'> => ({
  'prompts.choose': () => prompts.choose(),
  'prompts.copies': ({ accountId }) => prompts.copies.list(accountId),
  'prompts.audio': (input) => prompts.audio(input),
})
