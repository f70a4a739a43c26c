/** Numbers with an incoming rule at Twin, one part of a batch per step. Nothing tells afterwards which numbers there are. */
import { z } from 'zod'
import type { EnteredRow, NumberRow, NumberRule } from '@shared/domain/number-batch/batch'
import { createNumbersSchema, type CreateNumbers } from '@shared/domain/number-batch/intent'
import type { StepState } from '@shared/contract/changes'
import { AppFailure } from '@shared/domain/app-error'
import type { TwinClient } from '../../providers/twin/client'
import { twinRequests } from '../../providers/twin/requests'
import type { Operation } from '../operation'
import { asOperationRequest } from './twin-jobs'

export interface TwinNumbersDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  twin(accountId: string): Promise<TwinClient>
  register: {
    readPart(batchId: string, part: number): { rule: NumberRule; rows: NumberRow[]; sealed: string | null } | undefined
    record(batchId: string, part: number, state: StepState): void
    /** Numbers of the part that were sent before. */
    sentBefore(batchId: string, part: number): string[]
  }
  /** Opens the SIP passwords of a part, in the order of its rows. @throws AppFailure `secret.…` */
  open(batchId: string, part: number, sealed: string): Promise<string[]>
}

/** What the console assumes: the numbers are not there, or they were sent. */
const stateSchema = z.object({ numbers: z.array(z.object({ number: z.string(), title: z.string() })) })
type Created = z.infer<typeof stateSchema>

/** Stands for a password in what is shown. */
const hidden = '[redacted]'

export function twinCreateNumbers({ twin, register, open }: TwinNumbersDeps): Operation<CreateNumbers, Created> {
  function partOf({ batchId, part }: CreateNumbers) {
    const found = register.readPart(batchId, part)
    if (!found) throw new AppFailure('notFound')
    return found
  }

  const withPasswords = (rows: readonly NumberRow[], passwords: readonly string[]): EnteredRow[] =>
    rows.map((row, index) => ({ ...row, password: passwords[index] ?? '' }))

  return {
    name: 'twin.createNumbers',
    objectKind: 'numberPart',
    intentSchema: createNumbersSchema,
    stateSchema,
    repeatable: false,
    // Short enough to be typed where what cannot be taken back is confirmed.
    objectOf: ({ firstNumber, numberCount }) =>
      numberCount === 1 ? firstNumber : `${firstNumber} +${numberCount - 1}`,
    read: null,
    assumed: () => ({ numbers: [] }),
    expected: ({ batchId, part }) => ({
      numbers: (register.readPart(batchId, part)?.rows ?? []).map(({ number, title }) => ({ number, title })),
    }),
    check: (_accountId, { batchId, part }) =>
      register.sentBefore(batchId, part).map((number) => ({
        path: '',
        severity: 'warning',
        code: 'numberBatch.sentBefore',
        params: { number },
      })),
    isSame: (left, right) => left.numbers.length === right.numbers.length,
    differences: (left, right) =>
      right.numbers
        .slice(left.numbers.length)
        .map(({ number, title }, index) => ({ path: `added.${index}`, before: null, after: `${number} ${title}` })),
    request(intent) {
      const { rule, rows, sealed } = partOf(intent)
      return asOperationRequest(
        twinRequests.createNumbers(rule, withPasswords(rows, sealed === null ? [] : rows.map(() => hidden))),
      )
    },
    async send(accountId, intent, options) {
      const { rule, rows, sealed } = partOf(intent)
      const passwords = sealed === null ? [] : await open(intent.batchId, intent.part, sealed)
      const client = await twin(accountId)
      await client.createNumbers(rule, withPasswords(rows, passwords), options)
      return null
    },
    inverse: () => ({ irreversible: 'twin.numbersStay' }),
    onRecorded: ({ batchId, part }, state) => register.record(batchId, part, state),
  }
}
