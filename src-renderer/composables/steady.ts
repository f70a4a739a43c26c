import { computed, type ComputedRef } from 'vue'
import { isDeepEqual } from '@shared/domain/deep-equal'

/** A computed value of plain data that stays the same object for as long as it says the same: what shows it is not drawn anew. */
export const steady = <Value>(get: () => Value): ComputedRef<Value> =>
  computed<Value>((before) => {
    const present = get()
    return before !== undefined && isDeepEqual(before, present) ? before : present
  })
