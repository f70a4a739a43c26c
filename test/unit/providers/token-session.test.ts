import { describe, expect, it } from 'vitest'
import { GatewayFailure } from '../../../src-main/http/gateway'
import { createTokenSession } from '../../../src-main/providers/token-session'

const refused = () => new GatewayFailure({ code: 'auth.rejected' }, 'answered', { status: 401 })

function start(lifetime = 3_600_000) {
  let asked = 0
  let now = 0
  const session = createTokenSession({
    obtain: async () => {
      asked += 1
      const value = `token-${asked}`
      await new Promise(setImmediate)
      return { value, lifetime }
    },
    monotonic: () => now,
  })
  return { session, asked: () => asked, pass: (milliseconds: number) => (now += milliseconds) }
}

const echo = (token: string) => Promise.resolve(token)

describe('a token session', () => {
  it('asks once for any number of waiting calls', async () => {
    const { session, asked } = start()
    const tokens = await Promise.all(Array.from({ length: 50 }, () => session.withToken(echo)))
    expect([new Set(tokens), asked()]).toEqual([new Set(['token-1']), 1])
  })

  it('renews 60 s before the end, not earlier', async () => {
    const { session, pass } = start()
    await session.withToken(echo)
    pass(3_539_999)
    expect(await session.withToken(echo)).toBe('token-1')
    pass(1)
    expect(await session.withToken(echo)).toBe('token-2')
  })

  it('renews once after a refusal, once for all calls that were refused', async () => {
    const { session, asked } = start()
    const work = async (token: string) => {
      await new Promise(setImmediate)
      if (token === 'token-1') throw refused()
      return token
    }
    const tokens = await Promise.all(Array.from({ length: 20 }, () => session.withToken(work)))
    expect([new Set(tokens), asked()]).toEqual([new Set(['token-2']), 2])
  })

  it('gives up when the new token is refused too', async () => {
    const { session, asked } = start()
    let tries = 0
    const work = () => {
      tries += 1
      return Promise.reject(refused())
    }
    await expect(session.withToken(work)).rejects.toMatchObject({ status: 401 })
    expect([tries, asked()]).toEqual([2, 2])
  })

  it('repeats nothing after any other failure', async () => {
    const { session } = start()
    let tries = 0
    const failure = new GatewayFailure({ code: 'network.cut' }, 'unknown')
    await expect(
      session.withToken(() => {
        tries += 1
        return Promise.reject(failure)
      }),
    ).rejects.toBe(failure)
    expect(tries).toBe(1)
  })

  it('a failed renewal is tried anew by the next call', async () => {
    let asked = 0
    const session = createTokenSession({
      obtain: () => (++asked === 1 ? Promise.reject(refused()) : Promise.resolve({ value: 't', lifetime: 1000 })),
    })
    await expect(session.withToken(echo)).rejects.toMatchObject({ status: 401 })
    expect(await session.withToken(echo)).toBe('t')
  })
})
