/** How texts are compared in a search: SQLite by itself knows upper and lower case of Latin letters only. */
export const searchText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim()

export interface SearchTerms {
  /** What is looked for as it was typed. */
  text: string
  /** The same as bare digits; null when it is no part of a phone number. */
  digits: string | null
  /** Beginning of the number that was typed with the Russian national prefix 8; null without one. */
  national: string | null
}

/** What to look for when the operator typed `text`: `8 (495) 1` finds 74951…, wherever its digits are grouped. */
export function searchTerms(text: string): SearchTerms {
  const typed = searchText(text)
  const digits = /^[\d\s()+.\-\u2010-\u2015]*$/.test(typed) ? typed.replaceAll(/\D/g, '') : ''
  return {
    text: typed,
    digits: digits || null,
    national: /^8\d{3}/.test(digits) && !typed.startsWith('+') ? `7${digits.slice(1)}` : null,
  }
}
