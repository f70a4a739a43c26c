/** A provider that takes contacts and tells nobody about them again; it answers at once, or loses its answers. */
import { z } from 'zod'
import { addContactsIntentSchema, type AddContactsIntent, type Contact } from '@shared/domain/autocall/contact'
import type { Operation } from '../../../src-main/changes/operation'
import { GatewayFailure } from '../../../src-main/http/gateway'

export interface FakeJobProvider {
  operation: Operation
  /** Parts by the job they were added to, in their order. */
  received: { jobId: string; part: number; contacts: Contact[] }[]
  /** Parts whose answer gets lost. */
  losing: Set<number>
}

export function createFakeJobProvider(contactsOf: (listId: string, part: number) => Contact[]): FakeJobProvider {
  const received: FakeJobProvider['received'] = []
  const losing = new Set<number>()
  const operation: Operation<AddContactsIntent, { added: boolean }> = {
    name: 'twin.addContacts',
    objectKind: 'contacts',
    intentSchema: addContactsIntentSchema,
    stateSchema: z.object({ added: z.boolean() }),
    repeatable: false,
    objectOf: ({ jobId, part }) => `${jobId} ${part}`,
    read: async () => ({ added: false }),
    expected: () => ({ added: true }),
    check: () => [],
    // Nothing can be read back, so no state tells anything.
    isSame: () => true,
    differences: (left, right) =>
      left.added === right.added ? [] : [{ path: 'added', before: 'false', after: 'true' }],
    request: ({ jobId, part }) => ({ method: 'POST', path: '/contacts', body: { jobId, part } }),
    async send(_account, { jobId, listId, part }) {
      received.push({ jobId, part, contacts: contactsOf(listId, part) })
      if (losing.has(part)) throw new GatewayFailure({ code: 'network.cut' }, 'unknown')
      return null
    },
    inverse: () => ({ irreversible: 'contacts.stay' }),
  }
  return { operation, received, losing }
}
