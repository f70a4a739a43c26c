import type { IdDirectory } from '../twin/id-directory'
import type { HandlersOf } from './handlers'

export const twinHandlers = (directory: IdDirectory): HandlersOf<'twin'> => ({
  'twin.ids': ({ accountId }) => directory.list(accountId),
  'twin.refreshIds': ({ accountId }) => directory.refresh(accountId),
  'twin.saveId': ({ accountId, ...id }) => {
    directory.save(accountId, id)
    return {}
  },
  'twin.removeId': ({ accountId, kind, id }) => {
    directory.remove(accountId, kind, id)
    return {}
  },
})
