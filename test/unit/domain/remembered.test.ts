import { expect, it, vi } from 'vitest'
import { remembered } from '@shared/domain/remembered'

it('asks once for each object, whatever the answer is', () => {
  const make = vi.fn(({ name }: { name: string | undefined }) => name)
  const nameOf = remembered(make)
  const [first, second] = [{ name: 'a' }, { name: undefined }]
  expect([first, second, first, second].map(nameOf)).toEqual(['a', undefined, 'a', undefined])
  expect(make).toHaveBeenCalledTimes(2)
})
