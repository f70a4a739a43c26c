/** The search form as plain values, without Vue. */
import type { Dictionaries } from '@shared/contract/buying'
import type { FreeNumberSearch } from '@shared/domain/buying/free-number'
import { checkMask, readMask } from '@shared/domain/buying/mask'
import type { Finding } from '@shared/domain/finding'

export interface SearchForm {
  typeId: number | null
  regionId: number | null
  categoryId: number | null
  /** As it was typed. */
  mask: string
}

/** @param last the search before, to go on from */
export const formOf = (dictionaries: Dictionaries, last: FreeNumberSearch | null): SearchForm =>
  last ? { ...last } : { typeId: dictionaries.types[0]?.id ?? null, regionId: null, categoryId: null, mask: '' }

/** A category belongs to a type: with another type it is another one, or none. */
export const withType = (form: SearchForm, typeId: number, { categories }: Dictionaries): SearchForm => {
  const name = categories.find(({ id }) => id === form.categoryId)?.name
  const same = categories.find((category) => category.typeId === typeId && category.name === name)
  return { ...form, typeId, categoryId: same?.id ?? null }
}

export const checkSearch = ({ mask }: SearchForm): Finding[] => checkMask(readMask(mask))

/** @returns null while there is no type to ask for */
export const searchOf = ({ typeId, regionId, categoryId, mask }: SearchForm): FreeNumberSearch | null =>
  typeId === null ? null : { typeId, regionId, categoryId, mask: readMask(mask) }

/** @param seconds s @returns `9:05` */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

/** s until a moment, never below 0. Both in ms since 1970. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.floor((until - now) / 1000))
