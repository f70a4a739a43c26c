import type { ExpectationSection } from '@shared/domain/call-flow/expectation-section'

/** Expectations of calls go into every snapshot beside what the account holds. */
export interface KeptExpectations {
  sectionOf(accountId: string): Promise<ExpectationSection>
  /** What the file that is compared has; null: nothing. */
  remember(accountId: string, section: ExpectationSection | null): void
}
