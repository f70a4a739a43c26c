import type { Difference } from '../../contract/changes'
import { findDifferences, hasSameFields } from '../difference'
import type { Forwarding } from './forwarding'

/** @returns old → new, field by field: `targets.0.period`, `masking`, `kind`; a field of another kind is not set there */
export const differencesOf = (before: Forwarding, after: Forwarding): Difference[] => findDifferences(before, after)

/** The client id is passed through with calls and never given back by the provider. */
const verifiable = (forwarding: Forwarding): Forwarding =>
  forwarding.kind === 'number' ? { ...forwarding, clientId: '' } : forwarding

/** @returns true when both are the same in all that can be verified by reading back: everything but the client id */
export const sameForwarding = (left: Forwarding, right: Forwarding): boolean =>
  hasSameFields(verifiable(left), verifiable(right))
