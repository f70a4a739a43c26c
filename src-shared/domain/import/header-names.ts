/** Names of columns as people write them, by what they mean. */

/** A header without case, punctuation and the dots of `ё`: `Направление 1: номер` → `направление_1_номер`. */
export const plainHeader = (header: string): string =>
  header
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '')

/** The machine name, the titles on screen and the aliases of each key. */
export const headerNames = <Key extends string>(
  keys: readonly Key[],
  aliases: Record<Key, readonly string[]>,
  titles: { en: Record<Key, string>; ru: Record<Key, string> },
): Map<string, Key> =>
  new Map(
    keys.flatMap((key) =>
      [key, titles.en[key], titles.ru[key], ...aliases[key]].map((name): [string, Key] => [plainHeader(name), key]),
    ),
  )
