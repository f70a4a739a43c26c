/** Contacts for autocall jobs: files read, checked against everything that forbids a call, kept as lists, sent as a change. */
import { z } from 'zod'
import { contactMappingSchema } from '../domain/autocall/contact-columns'
import { invalidReasons } from '../domain/autocall/invalid-reason'
import { findingSchema } from '../domain/finding'
import { changeSchema } from './changes'
import { channel } from './channel'
import { exportOptions, savedFileSchema } from './export'
import { readingSchema, tableFileSchema } from './imports'

const empty = z.object({}).strict()
const id = z.string().min(1).max(64)
const byFile = z.object({ importId: id })
const byList = z.object({ listId: id })
const countryCode = z.string().regex(/^[A-Z]{2}$/)

/** Where the rows of a file went. `rows` = `header` + `blank` + all groups. */
export const contactGroups = ['new', 'duplicate', 'stopList', 'foreign', 'premium', 'invalid'] as const
export type ContactGroup = (typeof contactGroups)[number]
export const duplicateReasons = ['inFile', 'inJob', 'recent'] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

const count = z.number().int()
export const contactCountsSchema = z.object({
  rows: count,
  header: count,
  blank: count,
  groups: z.record(z.enum(contactGroups), count),
  /** `groups.duplicate` by what they repeat. */
  duplicates: z.record(z.enum(duplicateReasons), count),
  /** Further numbers of contacts that are called, left out because they cannot be, or must not be, called. */
  numbersLeftOut: count,
  /** New contacts whose zone was written in a way that says nothing. */
  zonesUnread: count,
})
export type ContactCounts = z.infer<typeof contactCountsSchema>

/** How the rows of a file become contacts. */
export const contactRuleSchema = z.object({
  mapping: contactMappingSchema,
  /** Whose numbers may lack the country code; ISO 3166. */
  homeCountry: countryCode,
  /** Numbers of other countries are called too. */
  withForeign: z.boolean(),
  /** Numbers at a premium rate are called too. */
  withPremium: z.boolean(),
  /** Whoever another job of the account called within so many days is left out. 0: nobody. */
  recentDays: z.number().int().min(0).max(365),
})
export type ContactRule = z.infer<typeof contactRuleSchema>

/** One row as it was read, with the number as it was written. */
export const contactRowSchema = z.object({
  line: count,
  written: z.string(),
  /** E.164 digits; of rows that are not called those that could be read. */
  phones: z.array(z.string()),
  variables: z.record(z.string(), z.string()),
  externalId: z.string(),
  zoneOffset: count.nullable(),
  reason: z.enum([...duplicateReasons, ...invalidReasons]).nullable(),
  /** The row that has the same number; null: none. */
  otherLine: count.nullable(),
})
export type ContactRow = z.infer<typeof contactRowSchema>

export const openedContactsSchema = tableFileSchema.extend({ mapping: contactMappingSchema })
export type OpenedContacts = z.infer<typeof openedContactsSchema>

export const contactListSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  jobId: z.string(),
  jobName: z.string(),
  fileName: z.string(),
  /** ms since 1970 */
  createdAt: z.number(),
  counts: contactCountsSchema,
  /** New contacts by their clock; s east of UTC, null: not known. */
  zones: z.array(z.object({ zoneOffset: count.nullable(), contacts: count })),
  /** The change that sends it; null: not planned yet. */
  changeId: z.string().nullable(),
  /** New contacts by what became of the request that adds them; empty before the change is planned. */
  outcomes: z.object({ added: count, waiting: count, unknown: count, notAdded: count }),
  /** The contacts are still here; once added they are kept only as what tells them again. */
  hasContacts: z.boolean(),
})
export type ContactList = z.infer<typeof contactListSchema>

/** What the console must know about an account's calling that no provider tells. */
export const callingRulesSchema = z.object({
  /** The company's zone (IANA), by which start moments are meant; empty: not set. */
  companyZone: z.string().max(100),
  /** Starting a job with more contacts asks for its name to be typed. Production accounts always ask. */
  confirmAbove: z.number().int().min(0).max(1_000_000),
  homeCountry: countryCode,
  recentDays: z.number().int().min(0).max(365),
})
export type CallingRules = z.infer<typeof callingRulesSchema>

export const contactChannels = {
  /** Asks for a file and looks at its beginning. null: none was chosen. */
  'contacts.open': channel(empty, openedContactsSchema.nullable()),
  /** Looks again with another encoding, delimiter, sheet or header. */
  'contacts.inspect': channel(byFile.extend({ reading: readingSchema }), openedContactsSchema),
  /** Reads the first rows by a rule, without looking for duplicates. */
  'contacts.preview': channel(
    byFile.extend({ reading: readingSchema, rule: contactRuleSchema }),
    z.array(contactRowSchema.extend({ group: z.enum(contactGroups), problem: findingSchema.nullable() })),
  ),
  /** Reads the whole file into a list. Progress by `contacts.didProgress`. */
  'contacts.prepare': channel(
    byFile.extend({ accountId: id, jobId: id, jobName: z.string(), reading: readingSchema, rule: contactRuleSchema }),
    contactListSchema,
  ),
  /** Ends what is under way with a file; its call is answered with `cancelled` and nothing is kept. */
  'contacts.cancel': channel(byFile, empty),
  'contacts.list': channel(byList, contactListSchema),
  /** Lists of a job, newest first. */
  'contacts.lists': channel(z.object({ accountId: id, jobId: id }), z.array(contactListSchema)),
  'contacts.rows': channel(
    byList.extend({
      group: z.enum(contactGroups),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ total: count, rows: z.array(contactRowSchema) }),
  ),
  /** Saves one group of a list. */
  'contacts.save': channel(byList.extend({ group: z.enum(contactGroups), ...exportOptions }), savedFileSchema),
  /** Saves the contacts of whom it is not known whether they were added. */
  'contacts.saveUnknown': channel(byList.extend(exportOptions), savedFileSchema),
  /** Plans the change that adds the list to its job, part by part. Nothing is sent. */
  'contacts.plan': channel(byList, changeSchema),
  /** Forgets a list that no change sends. */
  'contacts.discard': channel(byList, empty),

  'stopList.read': channel(empty, z.object({ numbers: count })),
  /** Adds the numbers of a file. Progress by `contacts.didProgress`. */
  'stopList.import': channel(
    byFile.extend({ reading: readingSchema, phoneColumn: z.number().int().min(0), homeCountry: countryCode }),
    z.object({ added: count, known: count, invalid: count }),
  ),
  'stopList.add': channel(z.object({ phone: z.string().max(100) }), z.object({ added: z.boolean() })),
  'stopList.remove': channel(z.object({ phone: z.string().max(100) }), z.object({ removed: z.boolean() })),
  /** Takes every number off it. */
  'stopList.clear': channel(empty, empty),
  /** Whether a number is on it; the numbers themselves are not kept. */
  'stopList.has': channel(z.object({ phone: z.string().max(100) }), z.object({ has: z.boolean() })),

  'callingRules.read': channel(z.object({ accountId: id }), callingRulesSchema),
  'callingRules.save': channel(z.object({ accountId: id, rules: callingRulesSchema }), callingRulesSchema),
}

export const contactEvents = {
  /** `done` of `total` is the part of the file that was read, whatever its unit. */
  'contacts.didProgress': z.object({ importId: z.string(), done: z.number(), total: z.number(), rows: count }),
}
