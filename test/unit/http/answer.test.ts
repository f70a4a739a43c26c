import { expect, it } from 'vitest'
import { readAnswer } from '../../../src-main/http/answer'

/** Node's fetch gives a 407 to nobody; Electron's does. */
it('a proxy that asks for a password has let nothing through', () => {
  const asIs = (text: string) => text
  expect(() => readAnswer({ status: 407, headers: {}, text: '' }, asIs)).toThrow(
    expect.objectContaining({ delivery: 'notSent', status: 407, message: 'network.proxy' }) as Error,
  )
  expect(() => readAnswer({ status: 400, headers: {}, text: '' }, asIs)).toThrow(
    expect.objectContaining({ delivery: 'answered', status: 400 }) as Error,
  )
})
