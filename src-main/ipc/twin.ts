import type { TwinClient } from '../providers/twin/client'
import type { IdDirectory } from '../twin/id-directory'
import type { HandlersOf } from './handlers'

interface TwinHandlerOptions {
  directory: IdDirectory
  /** The client of an account. @throws AppFailure when the account is gone */
  twin(accountId: string): Promise<Pick<TwinClient, 'readUser'>>
}

export const twinHandlers = ({ directory, twin }: TwinHandlerOptions): HandlersOf<'twin'> => ({
  async 'twin.user'({ accountId }) {
    const client = await twin(accountId)
    const { name, email, companyId } = await client.readUser()
    return { name, email, companyId }
  },
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
