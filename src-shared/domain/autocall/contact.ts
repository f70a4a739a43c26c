/** People that a job calls. Source: clients of POST /telephony/autoCallCandidate/batch; the vendor's page is not published. */
import { z } from 'zod'

export const contactSchema = z.object({
  /** E.164 digits without `+`, in the order in which they are tried. */
  phones: z.array(z.string()).min(1),
  /** Values for the scenario, by its own names. */
  variables: z.record(z.string(), z.string()),
  /** The operator's id of the person; empty: none. */
  externalId: z.string(),
  /** s east of UTC; null: not known. Whether the provider counts in seconds or minutes is not settled, so it is not sent. */
  zoneOffset: z.number().int().nullable(),
})
export type Contact = z.infer<typeof contactSchema>

/** Contacts in one request. The provider names no bound; clients that are known to work send hundreds. */
export const contactsPerPart = 500

/**
 * One part of a stored list, added to a job with one request. The contacts themselves stay in their table: an intent of
 * thousands of phone numbers would be copied into every record of the change.
 */
export const addContactsIntentSchema = z.object({
  operation: z.literal('twin.addContacts'),
  jobId: z.string(),
  jobName: z.string(),
  listId: z.string(),
  /** From 1. */
  part: z.number().int(),
  parts: z.number().int(),
  contactCount: z.number().int(),
})
export type AddContactsIntent = z.infer<typeof addContactsIntentSchema>
