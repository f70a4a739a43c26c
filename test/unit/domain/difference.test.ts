import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDifferences, hasSameFields, type Plain } from '@shared/domain/difference'

const { plain } = fc.letrec<{ plain: Plain }>((tie) => ({
  plain: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Plain>('', null, 'a', '1', 1, true),
    fc.array(tie('plain'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('plain'), { maxKeys: 3 }),
  ),
}))

test('two values have the same fields exactly when no difference is found', () => {
  fc.assert(
    fc.property(plain, plain, (left, right) => {
      expect(hasSameFields(left, right)).toBe(findDifferences(left, right).length === 0)
    }),
    { numRuns: 2000 },
  )
})
