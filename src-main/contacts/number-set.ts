/** Sets of whole numbers of up to 53 bits, 8 bytes a number: a million phones or hashes in 16 MiB, whatever the file. */

const smallest = 1 << 10
/** Beyond it looking for a free place takes long. */
const fullest = 0.6

export interface NumberSet {
  has(value: number): boolean
  /** @param note kept with a value that is new, such as the line it came from. @returns false when the value was there */
  add(value: number, note?: number): boolean
  /** @returns the note of a value; 0: none */
  noteOf(value: number): number
  readonly size: number
}

/** @param expected values; the set grows beyond them. @param withNotes 4 bytes more for each */
export function createNumberSet(expected: number, withNotes = false): NumberSet {
  let capacity = smallest
  while (capacity * fullest < expected) capacity *= 2
  // 0 marks a free place; no phone number and hardly a hash is 0, and the latter is kept as 1.
  let values = new Float64Array(capacity)
  let notes = new Uint32Array(withNotes ? capacity : 0)
  let size = 0

  /** The place of a value, or the free one where it belongs. */
  function placeOf(value: number): number {
    const mask = capacity - 1
    // Multiplied by odd constants, so that numbers in a row do not end up beside each other.
    let place = (Math.imul(value | 0, 0x9e3779b1) ^ Math.imul((value / 0x100000000) | 0, 0x85ebca6b)) >>> 0
    place = (place ^ (place >>> 15)) & mask
    while (values[place] !== 0 && values[place] !== value) place = (place + 1) & mask
    return place
  }

  function grow(): void {
    const [oldValues, oldNotes] = [values, notes]
    capacity *= 2
    values = new Float64Array(capacity)
    notes = new Uint32Array(withNotes ? capacity : 0)
    for (let index = 0; index < oldValues.length; index += 1) {
      const value = oldValues[index] ?? 0
      if (value === 0) continue
      const place = placeOf(value)
      values[place] = value
      if (withNotes) notes[place] = oldNotes[index] ?? 0
    }
  }

  const sound = (value: number): number => (value === 0 ? 1 : value)
  return {
    has: (value) => values[placeOf(sound(value))] !== 0,
    add(value, note = 0) {
      const place = placeOf(sound(value))
      if (values[place] !== 0) return false
      values[place] = sound(value)
      if (withNotes) notes[place] = note
      size += 1
      if (size > capacity * fullest) grow()
      return true
    },
    noteOf: (value) => notes[placeOf(sound(value))] ?? 0,
    get size() {
      return size
    },
  }
}
