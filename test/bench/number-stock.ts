/** Made-up numbers in any amount, written as a refresh writes them. */
import type { OwnedNumber } from '../../src-shared/domain/phone-number'
import type { NumberStore } from '../../src-main/numbers/number-store'

export const stockRegions = ['Moscow', 'Saint Petersburg', 'Kazan', 'Sochi', 'Samara', 'Omsk', 'Perm', 'Voronezh']

/** Scattered as a provider gives them, by purchase and not by number; the same number never comes twice. */
function numberAt(index: number): OwnedNumber {
  const place = (index * 104_729) % 1_000_003
  const forwarded = index % 4 === 0
  return {
    number: String(74_950_000_000 + place * 9),
    type: place % 2 === 0 ? 'ABC' : 'DEF',
    region: stockRegions[place % stockRegions.length] ?? '',
    category: place % 5 === 0 ? 'GOLD' : 'REGULAR',
    applicationId: `11111111-2222-4333-8444-55555555555${place % 8}`,
    applicationName: `Application ${place % 8}`,
    subscriptionFee: 150,
    installFee: 590,
    boughtAt: 1_700_000_000_000 - index * 1000,
    hasForwarding: forwarded,
    forwardingKind: forwarded ? 'number' : 'none',
    forwardingTarget: forwarded ? String(74_990_000_000 + place * 7) : '',
    hasSip: false,
  }
}

/** Gives an account `size` numbers. @returns ms that the longest write of 100 numbers took */
export function stockNumbers(store: NumberStore, accountId: string, size: number): number {
  const page = 100
  const draft = store.begin(accountId)
  let longest = 0
  for (let first = 0; first < size; first += page) {
    const numbers = Array.from({ length: Math.min(page, size - first) }, (_, index) => numberAt(first + index))
    const started = performance.now()
    draft.add(numbers)
    longest = Math.max(longest, performance.now() - started)
  }
  draft.publish()
  return longest
}
