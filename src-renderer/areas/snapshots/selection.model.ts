/** Which of the numbers that differ are to be restored: some by name, or all but some by name. */
export interface Selection {
  all: boolean
  numbers: ReadonlySet<string>
}

export const nothingSelected: Selection = { all: false, numbers: new Set() }
export const everythingSelected: Selection = { all: true, numbers: new Set() }

export const isSelected = ({ all, numbers }: Selection, number: string): boolean => numbers.has(number) !== all

export function toggled({ all, numbers }: Selection, number: string): Selection {
  const changed = new Set(numbers)
  if (!changed.delete(number)) changed.add(number)
  return { all, numbers: changed }
}

/** @param different how many numbers differ */
export const selectedCount = ({ all, numbers }: Selection, different: number): number =>
  all ? different - numbers.size : numbers.size
