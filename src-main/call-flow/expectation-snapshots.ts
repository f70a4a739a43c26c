/** Expectations of calls in snapshots: those of an account are saved with it, and taken over from the file that was compared last. */
import type { Output, ParsedInput } from '@shared/contract'
import type { SavedExpectation } from '@shared/contract/call-flow'
import { AppFailure } from '@shared/domain/app-error'
import type { Called } from '@shared/domain/call-flow/call'
import type { Expectation } from '@shared/domain/call-flow/expectation'
import {
  compareExpectation,
  expectationSectionVersion,
  type ExpectationSection,
  type KeptExpectation,
} from '@shared/domain/call-flow/expectation-section'
import { numberOfName } from '@shared/domain/pbx/extension'
import type { Holdings } from '../pbx/pbx-store'
import type { ExpectationStore } from './expectation-store'

interface Dependencies {
  store: ExpectationStore
  /** null: never read. */
  holdingsOf(accountId: string): Holdings | null
  /** The account of what is called; undefined: it is of nobody here. */
  ownerOf(called: Called): Promise<string | undefined>
}

export function createExpectationSnapshots({ store, holdingsOf, ownerOf }: Dependencies) {
  /** Of the file that was compared last with each account. */
  const compared = new Map<string, ExpectationSection>()

  function kept(accountId: string, { called, ...rest }: Expectation): KeptExpectation | null {
    if (called.kind === 'number') return { ...rest, called }
    const held = holdingsOf(accountId)
    const extension = held?.extensions.get(called.extensionId)
    if (!held || !extension) return null
    return { ...rest, called: { kind: 'extension', number: numberOfName(extension.name, held.company.prefix) } }
  }

  /** @returns null when the account has no such extension */
  function here(accountId: string, { called, ...rest }: KeptExpectation): Expectation | null {
    if (called.kind === 'number') return { ...rest, called }
    const held = holdingsOf(accountId)
    const extension = [...(held?.extensions.values() ?? [])].find(
      ({ name }) => numberOfName(name, held?.company.prefix ?? '') === called.number,
    )
    return extension ? { ...rest, called: { kind: 'extension', accountId, extensionId: extension.id } } : null
  }

  function statusOf(accountId: string, one: KeptExpectation, present: readonly SavedExpectation[]) {
    const expectation = here(accountId, one)
    if (!expectation) return { status: 'unknownExtension' as const, expectation: null, here: null }
    return { expectation, ...compareExpectation(expectation, present) }
  }

  return {
    /** Those of calls to numbers and extensions of the account. */
    async sectionOf(accountId: string): Promise<ExpectationSection> {
      const expectations: KeptExpectation[] = []
      for (const { expectation } of store.list()) {
        const { called } = expectation
        const owner = called.kind === 'extension' ? called.accountId : await ownerOf(called)
        const one = owner === accountId ? kept(accountId, expectation) : null
        if (one) expectations.push(one)
      }
      return { version: expectationSectionVersion, expectations }
    },

    /** What the file that is compared has; null: nothing. */
    remember(accountId: string, section: ExpectationSection | null): void {
      if (section) compared.set(accountId, section)
      else compared.delete(accountId)
    },

    compared({ accountId }: ParsedInput<'callFlow.comparedExpectations'>): Output<'callFlow.comparedExpectations'> {
      const section = compared.get(accountId)
      if (!section) return null
      const present = store.list()
      return section.expectations.map((one) => {
        const { status, here: other } = statusOf(accountId, one, present)
        return { expectation: one, status, presentEnd: other?.expectation.end ?? null }
      })
    },

    /** Takes over those that are missing or different: all, or these places of the file. @throws AppFailure `notFound` */
    take({ accountId, places }: ParsedInput<'callFlow.takeExpectations'>): Output<'callFlow.takeExpectations'> {
      const section = compared.get(accountId)
      if (!section) throw new AppFailure('notFound')
      let taken = 0
      for (const [place, one] of section.expectations.entries()) {
        if (places && !places.includes(place)) continue
        const { status, expectation, here: other } = statusOf(accountId, one, store.list())
        if (!expectation || status === 'same') continue
        store.save(other?.id ?? null, expectation)
        taken += 1
      }
      return { taken }
    },
  }
}
