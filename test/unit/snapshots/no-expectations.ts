import type { KeptExpectations } from '../../../src-main/snapshots/kept-expectations'

/** Of tests that are about what an account holds. */
export const noExpectations: KeptExpectations = {
  sectionOf: () => Promise.resolve({ version: 1, expectations: [] }),
  remember: () => undefined,
}
