import { getCountries } from 'libphonenumber-js/min'
import type { Locale } from '@shared/text/text'

/** Countries that have phone numbers, by name in the operator's language. */
export function countryOptions(locale: Locale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return getCountries()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => one.label.localeCompare(other.label, locale))
}
