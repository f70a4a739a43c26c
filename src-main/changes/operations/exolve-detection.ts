/** Answering-machine detection of an Exolve number: SetAmdState, read back with GetAttributes. */
import { z } from 'zod'
import { setDetectionSchema } from '@shared/contract/changes'
import type { ExolveClient } from '../../providers/exolve/client'
import { exolveRequests } from '../../providers/exolve/requests'
import type { Operation } from '../operation'

type DetectionIntent = z.infer<typeof setDetectionSchema>

const stateSchema = z.object({ enabled: z.boolean() })

/** @param exolve the client of an account; @throws AppFailure when the account is gone */
export const exolveDetection = (
  exolve: (accountId: string) => Promise<ExolveClient>,
): Operation<DetectionIntent, z.infer<typeof stateSchema>> => ({
  name: 'exolve.setAnsweringMachineDetection',
  objectKind: 'number',
  intentSchema: setDetectionSchema,
  stateSchema,
  repeatable: true,
  objectOf: ({ number }) => number,
  async read(accountId, { number }, options) {
    const client = await exolve(accountId)
    return { enabled: (await client.readAttributes(number, options)).answeringMachineDetection }
  },
  expected: ({ enabled }) => ({ enabled }),
  check: () => [],
  isSame: (left, right) => left.enabled === right.enabled,
  differences: (left, right) =>
    left.enabled === right.enabled
      ? []
      : [{ path: 'answeringMachineDetection', before: String(left.enabled), after: String(right.enabled) }],
  request: ({ number, enabled }) => exolveRequests.setAnsweringMachineDetection(number, enabled),
  async send(accountId, { number, enabled }, options) {
    const client = await exolve(accountId)
    await client.setAnsweringMachineDetection(number, enabled, options)
    return null
  },
  inverse: ({ number }, before) => ({
    intent: {
      operation: 'exolve.setAnsweringMachineDetection',
      number,
      enabled: before.enabled,
    } satisfies DetectionIntent,
  }),
})
