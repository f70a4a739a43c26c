import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Action } from '@shared/domain/ivr/action'
import { sameMenu } from '@shared/domain/ivr/compare'
import { addContext, addOption, findOption, insertRules, moveRules, remove, setContext } from '@shared/domain/ivr/edit'
import { noConditions, type Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { differenceLine } from '@shared/text/difference'
import { accountId } from '../changes/workplace'
import { arbitraryMenu } from '../domain/ivr/arbitrary-menu'
import { byNames } from '../domain/ivr/by-names'
import { context, hangup, jump, play, rule, transfer, workedExample } from '../domain/ivr/menus'
import { createMenuWorkplace, type MenuWorkplace } from './workplace'

let place: MenuWorkplace | undefined
afterEach(() => place?.close())
async function start(): Promise<MenuWorkplace> {
  place = await createMenuWorkplace()
  return place
}

const exampleSteps = z
  .array(
    z.object({
      method: z.string(),
      path: z.string(),
      path_corrected: z.string().optional(),
      body: z.unknown().optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/pbx-example.json'), 'utf8')))

const sound = (fileName: string) => ({ fileName, contentType: 'audio/wav', bytes: wav() })
/** A quarter second of silence. */
function wav(): Uint8Array<ArrayBuffer> {
  const samples = 2000
  const view = new DataView(new ArrayBuffer(44 + samples * 2))
  const text = (at: number, value: string) =>
    [...value].forEach((one, index) => view.setUint8(at + index, one.charCodeAt(0)))
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples * 2, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 16000, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples * 2, true)
  return new Uint8Array(view.buffer)
}

/** The example under the keys of a draft: nothing of it is there yet. */
const draftOfExample = (): Menu => {
  const [entry] = workedExample.contexts
  if (!entry) throw new Error('no context')
  return { config: { ...workedExample.config, entryContext: 'new:a' }, contexts: [{ ...entry, key: 'new:a' }] }
}

/** Only what the demo takes: sounds it has, every required field filled in. */
function acceptable(drawn: Menu): Menu {
  const known = (action: Action): Action => {
    switch (action.kind) {
      case 'unknown':
      case 'voice_helper':
        return { kind: 'hangup' }
      case 'jump_to_context':
        return action.context === null ? { kind: 'hangup' } : action
      case 'play_sound':
      case 'quality_rate':
        return { ...action, sound: 41, soundType: action.soundType ?? 'background' }
      case 'record_digits':
        return { ...action, sound: null, maximum: action.maximum ?? 5 }
      case 'play_digits':
      case 'play_digits_from_variable':
        return { ...action, method: action.method ?? 'iterated' }
      case 'set_variable':
        return { ...action, value: 'value' }
      case 'set_caller_id_name':
        return { ...action, callerName: 'name' }
      case 'call_interactive':
        return { ...action, method: action.method ?? 'GET' }
      default:
        return action
    }
  }
  const { config } = drawn
  return {
    config: {
      ...config,
      lifetimeDestination: config.lifetimeDestination || '050',
      voicemail: { ...config.voicemail, greeting: null },
      extra: {},
    },
    contexts: drawn.contexts.map((one) => ({
      ...one,
      extra: {},
      options: one.options.map((option) => ({
        ...option,
        rules: option.rules.map((drawnRule) => ({
          ...drawnRule,
          extra: {},
          action: known(drawnRule.action),
          conditions: { ...drawnRule.conditions, interval: null, callerPattern: '^7', value: 'x' },
        })),
      })),
    })),
  }
}

describe('publishing a menu', () => {
  it('sends what the example of the page sends, and nothing else that changes anything', async () => {
    const { client, sandbox, plan, apply } = await start()
    await client.createSound('мой файл приветствия', sound('hello.wav'))
    await client.createSound('мой файл рекламы', sound('advertising.wav'))
    const changeId = await plan({
      extensionId: null,
      number: '071',
      label: 'тестовый IVR',
      base: emptyMenu,
      wanted: draftOfExample(),
    })
    expect(await apply(changeId)).toMatchObject({ state: 'finished', counts: { done: 10, failed: 0, skipped: 0 } })
    const sent = sandbox.ledger
      .entries({ acted: true })
      .filter(({ method, path }) => method !== 'GET' && path.includes('/api/') && !path.includes('/sound/'))
      .map(({ method, path, body }) => ({
        method,
        path: path.replace('/api/ver1.0', ''),
        body: JSON.parse(body) as unknown,
      }))
    const wanted = exampleSteps
      .filter(({ method, path }) => method !== 'GET' && !path.includes('/sound/'))
      .map(({ method, path, path_corrected: corrected = path, body }) => ({ method, path: corrected, body }))
    expect(sent).toHaveLength(wanted.length)
    expect(sent).toEqual(expect.arrayContaining(wanted))
  })

  it('leaves any menu as it was drawn', async () => {
    const { plan, apply, extensionOf, present } = await start()
    const drawn = arbitraryMenu(fc.constant(['new:a', 'new:b', 'new:c'])).map(acceptable)
    let number = 500
    await fc.assert(
      fc.asyncProperty(drawn, drawn, async (first, second) => {
        const name = String(number++)
        const made = await plan({ extensionId: null, number: name, base: emptyMenu, wanted: first })
        expect(await apply(made)).toMatchObject({ state: 'finished', counts: { failed: 0, skipped: 0, unknown: 0 } })
        const extensionId = await extensionOf(name)
        const base = await present(extensionId)
        expect(sameMenu(byNames(base), byNames(first))).toBe(true)
        const changed = await plan({ extensionId, number: name, base, wanted: second })
        await apply(changed)
        expect(sameMenu(byNames(await present(extensionId)), byNames(second))).toBe(true)
      }),
      { numRuns: 6 },
    )
  })
})

describe('the review of a publishing', () => {
  it('names prompts, intervals, contexts, extensions and the places of rules instead of their ids', async () => {
    const { menus, plan, extensionOf, steps } = await start()
    const extensionId = await extensionOf('075')
    const { menu: base } = await menus.read({ accountId, extensionId, refresh: true })
    const [entry, other] = base.contexts
    const first = entry && findOption(base, { context: entry.key, digits: 'start' })?.rules[0]
    if (!entry || !other || !first) throw new Error('the demo has no such menu')
    const { sounds, intervals, extensions } = await menus.account({ accountId, refresh: false })
    const at = (context: string, index: number) => ({ context, digits: 'start', index })
    const night = { ...hangup(), name: 'Night', conditions: { ...noConditions, interval: intervals[0]?.id ?? 0 } }
    const added = addContext(base, context('new:x', { start: [play(41)] }, { name: 'New' }))
    const moved = moveRules(insertRules(added, at(entry.key, 1), [night]), [first.key], at(entry.key, 2))
    const wanted = insertRules(moved, at(other.key, 0), [transfer('050'), jump('new:x'), jump(entry.key)])
    const told = (await steps(await plan({ extensionId, number: '075', base, wanted }))).flatMap((step) =>
      step.differences.map((one) => differenceLine(one, 'en')),
    )
    const label = extensions.find(({ number }) => number === '050')?.label
    expect(told).toEqual(
      expect.arrayContaining([
        `Only in the interval: not set → ${intervals[0]?.name}`,
        `Prompt: not set → ${sounds.find(({ id }) => id === 41)?.title}`,
        `Numbers: not set → 050 (${label})`,
        'Context: not set → made in step 1',
        `Context: not set → ${entry.name}`,
        expect.stringMatching(/^Order of the rules: not set → made in step \d+, 1\b/),
      ]),
    )
    expect(told.filter((line) => /→ #?\d+$/.test(line) && /Prompt|interval|Context:/.test(line))).toEqual([])
  })
})

/** The demo's first menu with a bit of everything changed: new, changed, moved, gone. */
function edited(base: Menu): Menu {
  const [entry, other] = base.contexts
  if (!entry || !other) throw new Error('the demo has no such menu')
  const start = { context: entry.key, digits: 'start' }
  const rules = findOption(base, start)?.rules ?? []
  const added = addContext(base, context('new:x', { start: [transfer('050')], 1: [jump(entry.key)] }, { name: 'New' }))
  const withOption = addOption(added, { context: entry.key, digits: '88' }, [jump('new:x'), transfer('050')])
  const withRule = insertRules(withOption, { ...start, index: 0 }, [
    rule({ kind: 'set_variable', variable: 'seen', value: 'yes' }),
    rule({ kind: 'play_silence', durationMs: 300 }),
  ])
  const reordered = moveRules(withRule, [rules[0]?.key ?? ''], { ...start, index: 0 })
  const renamed = setContext(reordered, other.key, { name: 'Renamed', timeoutMs: 7000 })
  const digits = entry.options.map((option) => option.digits).filter((one) => /^\d+$/.test(one))
  return remove(renamed, { kind: 'options', context: entry.key, digits: digits.slice(0, 1) })
}

describe('a publishing that is interrupted', () => {
  it.each([
    { kind: 'cutAfter' },
    { kind: 'cutBefore' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 400 },
    { kind: 'brokenJson' },
  ] as const)('by $kind at any step ends as planned when continued, as before when undone', async (fault) => {
    const { sandbox, plan, apply, extensionOf, present, workplace, steps, beforeWrite } = await start()
    const extensionId = await extensionOf('075')
    const former = await present(extensionId)
    for (let step = 0; ; step++) {
      const base = await present(extensionId)
      const wanted = edited(base)
      const changeId = await plan({ extensionId, number: '075', base, wanted })
      if (step === (await steps(changeId)).length) break
      beforeWrite(step, () => sandbox.faults.add({ ...fault, match: { times: 1 } }))
      await apply(changeId)
      if (step % 2 === 0) {
        await finish(changeId)
        expect(sameMenu(byNames(await present(extensionId)), byNames(wanted))).toBe(true)
      }
      const { id } = await workplace.changes.undo({ changeId })
      expect(await apply(id)).toMatchObject({ state: 'finished', counts: { failed: 0, unknown: 0, skipped: 0 } })
      expect(sameMenu(byNames(await present(extensionId)), byNames(former))).toBe(true)
    }

    /** As an operator does who sees what is not known and what failed. */
    async function finish(changeId: string) {
      for (const { position, state } of await steps(changeId)) {
        if (state !== 'unknown') continue
        await workplace.changes.resolveStep({ changeId, position, decision: 'sendAgain' })
        await workplace.settled(changeId)
      }
      await workplace.changes.retryFailed({ changeId })
      await workplace.settled(changeId)
    }
  })

  it('by the end of the program goes on at the next start', async () => {
    const { plan, apply, extensionOf, present, workplace, restart, beforeWrite } = await start()
    const extensionId = await extensionOf('075')
    const base = await present(extensionId)
    const changeId = await plan({ extensionId, number: '075', base, wanted: edited(base) })
    const cut = Promise.withResolvers<null>()
    beforeWrite(3, () => cut.resolve(null))
    await workplace.changes.apply({ changeId })
    await cut.promise
    await restart()
    await apply(changeId)
    expect(sameMenu(byNames(await present(extensionId)), byNames(edited(base)))).toBe(true)
  })

  it('skips what comes after a step that the provider refused', async () => {
    const { sandbox, plan, apply, extensionOf, present, steps, beforeWrite } = await start()
    const extensionId = await extensionOf('075')
    const base = await present(extensionId)
    const changeId = await plan({ extensionId, number: '075', base, wanted: edited(base) })
    beforeWrite(2, () => sandbox.faults.add({ kind: 'status', status: 400, match: { times: 1 } }))
    await apply(changeId)
    const states = (await steps(changeId)).map(({ state }) => state)
    expect(states.slice(0, 3)).toEqual(['done', 'done', 'failed'])
    expect(new Set(states.slice(3))).toEqual(new Set(['skipped']))
  })
})

describe('somebody else', () => {
  it('who edited the same option meanwhile is not overwritten: nothing is planned', async () => {
    const { client, menus, extensionOf, present, workplace } = await start()
    const extensionId = await extensionOf('075')
    const base = await present(extensionId)
    const [entry] = base.contexts
    const startRule = entry && findOption(base, { context: entry.key, digits: 'start' })?.rules[0]
    if (!entry || !startRule) throw new Error('the demo has no such rule')
    await client.updateOptionRule(
      extensionId,
      Number(entry.key),
      'start',
      Number(startRule.key),
      play(41, 'foreground'),
    )
    const wanted = edited(base)
    const answer = await menus.publish({ accountId, extensionId, number: '075', label: '', base, wanted, uploads: [] })
    expect(answer.outcome).toBe('changed')
    if (answer.outcome !== 'changed') return
    expect(sameMenu(answer.present, await present(extensionId))).toBe(true)
    expect((await workplace.changes.list({ accountId: null, states: [], text: '', offset: 0, limit: 9 })).total).toBe(0)
  })

  it('who edits between review and sending makes the step a conflict', async () => {
    const { sandbox, client, plan, apply, extensionOf, present, steps, beforeWrite } = await start()
    const extensionId = await extensionOf('075')
    const base = await present(extensionId)
    const [entry] = base.contexts
    const changeId = await plan({ extensionId, number: '075', base, wanted: edited(base) })
    beforeWrite(0, () =>
      sandbox.faults.add({
        kind: 'changedBehind',
        change: () => void client.createOptionRule(extensionId, Number(entry?.key), 'start', play(41)),
        match: { times: 1 },
      }),
    )
    await apply(changeId)
    expect((await steps(changeId)).map(({ state }) => state)).toContain('conflict')
  })

  it('who deleted a context that the draft jumps to makes the step fail, and the rest is not sent', async () => {
    const { client, plan, apply, extensionOf, present, steps } = await start()
    const extensionId = await extensionOf('075')
    const base = await present(extensionId)
    const [entry, , third] = base.contexts
    if (!entry || !third) throw new Error('the demo has no such context')
    const wanted = insertRules(base, { context: entry.key, digits: 'invalid', index: 0 }, [jump(third.key)])
    const changeId = await plan({ extensionId, number: '075', base, wanted })
    await client.deleteContext(extensionId, Number(third.key))
    await apply(changeId)
    expect((await steps(changeId)).map(({ state }) => state)).toContain('failed')
  })

  it('whose rule has an action that is not known keeps it', async () => {
    const { sandbox, client, plan, apply, extensionOf, present } = await start()
    const extensionId = await extensionOf('075')
    const rewrite = (body: string) => body.replace('"action":"voice_helper"', '"action":"dance"')
    const base = await present(extensionId)
    const [entry] = base.contexts
    if (!entry) throw new Error('the demo has no such context')
    sandbox.faults.add({
      kind: 'rewritten',
      rewrite,
      match: { method: 'GET', path: `${entry.key}/options/start/rules/` },
    })
    const seen = await present(extensionId)
    const startRules = findOption(seen, { context: entry.key, digits: 'start' })?.rules ?? []
    expect(startRules[0]?.action).toMatchObject({ kind: 'unknown', name: 'dance' })
    const wanted = insertRules(seen, { context: entry.key, digits: 'start', index: 1 }, [play(41)])
    await apply(await plan({ extensionId, number: '075', base: seen, wanted }))
    const after = await client.listOptionRules(extensionId, Number(entry.key), 'start')
    expect(after.find(({ key }) => key === startRules[0]?.key)?.action).toEqual(startRules[0]?.action)
  })
})

describe('a menu that this console wrote', () => {
  it('is read again where it was written, and whole when the operator asks', async () => {
    const { sandbox, menus, plan, apply, extensionOf, present } = await start()
    const extensionId = await extensionOf('075')
    const read = async (refresh: boolean) => {
      sandbox.ledger.clear()
      const { menu } = await menus.read({ accountId, extensionId, refresh })
      const contexts = sandbox.ledger.entries().map(({ path }) => /context\/(\d+)\//.exec(path)?.[1])
      return { menu, requests: contexts.length, contexts: new Set(contexts.filter((id) => id !== undefined)) }
    }
    const { menu: base, contexts: all } = await read(true)
    expect(await read(false)).toMatchObject({ requests: 0 })
    expect(all.size).toBeGreaterThan(2)

    const [first, second] = base.contexts
    if (!first || !second) throw new Error('the demo has no such menu')
    const wanted = insertRules(base, { context: second.key, digits: 'start', index: 0 }, [play(41)])
    await apply(await plan({ extensionId, number: '075', base, wanted }))
    // Somebody else, in a context that was not written here.
    const theirs = sandbox.pbx.state.extensions.get(extensionId)?.ivr.contexts.get(Number(first.key))
    theirs?.options.set('99', [])

    const after = await read(false)
    expect(after.contexts).toEqual(new Set([second.key]))
    expect(after.menu.contexts.find(({ key }) => key === first.key)).toEqual(first)
    expect(await read(false)).toMatchObject({ requests: 0 })
    expect((await read(true)).menu).toEqual(await present(extensionId))
  })
})
