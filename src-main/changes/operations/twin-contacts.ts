/** Contacts for an autocall job, one part of a stored list per step. Nothing tells afterwards whom a job has. */
import { z } from 'zod'
import { addContactsIntentSchema, type AddContactsIntent, type Contact } from '@shared/domain/autocall/contact'
import type { TwinClient } from '../../providers/twin/client'
import { twinRequests } from '../../providers/twin/requests'
import type { Operation } from '../operation'
import { asOperationRequest } from './twin-jobs'

export interface TwinContactsDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  twin(accountId: string): Promise<TwinClient>
  /** Contacts of one part of a stored list. @throws AppFailure when they are not kept any more */
  contactsOf(listId: string, part: number): Contact[]
}

/** What the console assumes of a part: it was not sent, or it was. */
const stateSchema = z.object({ added: z.number().int() })
type Added = z.infer<typeof stateSchema>

export function twinAddContacts({ twin, contactsOf }: TwinContactsDeps): Operation<AddContactsIntent, Added> {
  return {
    name: 'twin.addContacts',
    objectKind: 'contactPart',
    intentSchema: addContactsIntentSchema,
    stateSchema,
    repeatable: false,
    objectOf: ({ jobName, part, parts }) => `${jobName} ${part}/${parts}`,
    read: null,
    assumed: () => ({ added: 0 }),
    expected: ({ contactCount }) => ({ added: contactCount }),
    check: () => [],
    isSame: (left, right) => left.added === right.added,
    differences: (left, right) =>
      left.added === right.added
        ? []
        : [{ path: 'autocall.contacts', before: String(left.added), after: String(right.added) }],
    request: ({ jobId, listId, part }) =>
      asOperationRequest(twinRequests.addContacts(jobId, contactsOf(listId, part), false)),
    // Adding never starts a job: that is a step of its own, after its consequences were shown.
    async send(accountId, { jobId, listId, part }, options) {
      const client = await twin(accountId)
      await client.addContacts(jobId, contactsOf(listId, part), false, options)
      return null
    },
    inverse: () => ({ irreversible: 'twin.contactsStay' }),
  }
}
