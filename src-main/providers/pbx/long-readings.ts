/**
 * Readings of a thousand requests that go on where they were cut off, by the used-up hourly quota, the network or the operator: what
 * they had of rules and menus is not asked for again, as long as nothing of the account was written meanwhile.
 */
import type { PbxClient } from './client'

/** ms. Longer than the hour that a quota may make one wait, short enough to be "now" to whoever asked. */
const longestBreak = 90 * 60_000

interface Begun {
  /** ms since 1970 */
  startedAt: number
  answers: Map<string, unknown>
}

export interface LongReadings {
  /**
   * @param name tells the readings of an account apart
   * @param read gets a client that remembers
   * @returns what was read, and of when its oldest part may be, ms since 1970
   * @throws what `read` throws; what it had is kept then
   */
  run<Value>(
    accountId: string,
    name: string,
    client: PbxClient,
    read: (client: PbxClient) => Promise<Value>,
  ): Promise<{ value: Value; startedAt: number }>
  /** Something of the account is another one from now on. */
  forget(accountId: string): void
}

export function createLongReadings(now: () => number): LongReadings {
  const begun = new Map<string, Map<string, Begun>>()
  return {
    async run(accountId, name, client, read) {
      const ofAccount = begun.get(accountId) ?? new Map<string, Begun>()
      begun.set(accountId, ofAccount)
      const former = ofAccount.get(name)
      const goesOn = former !== undefined && now() - former.startedAt < longestBreak
      const reading = goesOn ? former : { startedAt: now(), answers: new Map<string, unknown>() }
      ofAccount.set(name, reading)
      const value = await read(remembering(client, reading.answers))
      if (ofAccount.get(name) === reading) ofAccount.delete(name)
      return { value, startedAt: reading.startedAt }
    },
    forget: (accountId) => void begun.delete(accountId),
  }
}

/** Lists of a whole account are few requests, and their pages shift: those are read anew. */
function remembering(client: PbxClient, answers: Map<string, unknown>): PbxClient {
  async function once<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    // The key begins with what was asked for, so the answer is of its type.
    if (answers.has(key)) return answers.get(key) as Answer
    const answer = await ask()
    answers.set(key, answer)
    return answer
  }
  return {
    ...client,
    listRules: (extension, options) => once(`rules/${extension}`, () => client.listRules(extension, options)),
    readRuleOrder: (extension, options) => once(`order/${extension}`, () => client.readRuleOrder(extension, options)),
    listOptions: (extension, context, options) =>
      once(`options/${extension}/${context}`, () => client.listOptions(extension, context, options)),
    listOptionRules: (extension, context, digits, options) =>
      once(`optionRules/${extension}/${context}/${digits}`, () =>
        client.listOptionRules(extension, context, digits, options),
      ),
    readOptionRuleOrder: (extension, context, digits, options) =>
      once(`optionOrder/${extension}/${context}/${digits}`, () =>
        client.readOptionRuleOrder(extension, context, digits, options),
      ),
  }
}
