import type { Random } from '../random'

/** An id in the form of a version-4 UUID, by the given chance. */
export function uuid(random: Random): string {
  const hex = (length: number): string =>
    random
      .between(0, 16 ** length - 1)
      .toString(16)
      .padStart(length, '0')
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(6)}${hex(6)}`
}
