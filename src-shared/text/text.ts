/** Texts in both languages from the first string: a key missing in one of them is a type error. */
export const locales = ['ru', 'en'] as const
export type Locale = (typeof locales)[number]

/** The same nested keys with a string at every leaf. */
type SameKeys<Tree> = { [Key in keyof Tree]: Tree[Key] extends string ? string : SameKeys<Tree[Key]> }

/** Declares texts of one area. English gives the keys, Russian must have exactly the same ones. */
export function defineTexts<const Tree extends object>(texts: {
  en: Tree
  ru: SameKeys<Tree>
}): {
  en: SameKeys<Tree>
  ru: SameKeys<Tree>
} {
  return texts as { en: SameKeys<Tree>; ru: SameKeys<Tree> }
}

/** Puts values into `{placeholders}`. A placeholder without a value stays as it is, so that a slip is visible. */
export function formatText(template: string, params: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** @returns the text under a dotted name, or undefined */
export function lookUp(tree: object, name: string): string | undefined {
  const found = name
    .split('.')
    .reduce<unknown>((branch, key) => (branch as Record<string, unknown> | undefined)?.[key], tree)
  return typeof found === 'string' ? found : undefined
}
