import { describe, expect, it } from 'vitest'
import { copy, paste, type PasteTarget } from '@shared/domain/ivr/clip'
import { arrivingReferences, type ClipNames } from '@shared/domain/ivr/clip-references'
import { remove, type Selection } from '@shared/domain/ivr/edit'
import { absentId, noConditions, type Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { planMenu } from '@shared/domain/ivr/plan'
import { uploadOf } from '@shared/domain/ivr/uploads'
import { context, jump, menu, play, rule, transfer, workedExample } from './menus'

const rulesOf = (edited: Menu, key: string | undefined, digits: string) =>
  edited.contexts.find((one) => one.key === key)?.options.find((option) => option.digits === digits)?.rules ?? []

const references: PasteTarget['references'] = { context: (key) => key, prompt: (id) => id, interval: (id) => id }

/** @param home the menu that it was copied in; absent: another one */
function target(slot: PasteTarget['slot'], change: Partial<PasteTarget> = {}): PasteTarget {
  let next = 0
  const nameOf = (name: string) => `${name} 2`
  return {
    slot,
    contextIndex: 0,
    makeKey: () => `new:pasted-${next++}`,
    nameOf,
    home: null,
    references,
    ...change,
  }
}

describe('a copied part of a menu', () => {
  const three = menu(
    context('a', { start: [jump('b')] }),
    context('b', { start: [jump('a'), jump('c')] }),
    context('c', {}),
  )

  it('has jumps among copied contexts lead to the copies', () => {
    const { menu: pasted, pasted: chosen } = paste(
      three,
      copy(three, { kind: 'contexts', keys: ['a', 'b'] }),
      target(null),
    )
    const [first, second] = pasted.contexts
    expect(pasted.contexts).toHaveLength(5)
    expect(chosen).toEqual({ kind: 'contexts', keys: [first?.key, second?.key] })
    expect(first?.name).toBe('a 2')
    expect(rulesOf(pasted, first?.key, 'start')[0]?.action).toMatchObject({ context: second?.key })
    expect(rulesOf(pasted, second?.key, 'start').map(({ action }) => action)).toMatchObject([
      { context: first?.key },
      { context: 'c' },
    ])
    expect(pasted.config.entryContext).toBe('a')
  })

  it('becomes the entry of a menu that has none', () => {
    const { menu: pasted } = paste(emptyMenu, copy(three, { kind: 'contexts', keys: ['b'] }), target(null))
    expect(pasted.config.entryContext).toBe(pasted.contexts[0]?.key)
  })

  it.each<Selection>([
    { kind: 'contexts', keys: ['1'] },
    { kind: 'options', context: '1', digits: ['2'] },
  ])('that was cut and is put back is what it was: nothing is published ($kind)', (selection) => {
    const named = menu(
      context('1', { start: [jump('2')], 2: [transfer('050')] }),
      context('2', { start: [jump('1', '2')] }),
    )
    const cut = remove(named, selection)
    const back = paste(
      cut,
      copy(named, selection),
      target({ context: '1', digits: 'start', index: 0 }, { home: named, nameOf: (name) => name }),
    )
    expect(planMenu(named, back.menu)).toEqual([])
    // A second time it is a copy.
    const twice = paste(
      back.menu,
      copy(named, selection),
      target({ context: '1', digits: 'start', index: 0 }, { home: named }),
    )
    expect(planMenu(named, twice.menu)).not.toEqual([])
  })

  it('gets a new key when it is gone from the provider by now', () => {
    const cut = remove(three, { kind: 'contexts', keys: ['b'] })
    const numbered = menu(context('7', {}), context('8', {}))
    const clip = copy(numbered, { kind: 'contexts', keys: ['8'] })
    const { menu: back } = paste(cut, clip, target(null, { home: cut }))
    expect(back.contexts[0]?.key).toBe('new:pasted-0')
  })

  it('takes a free key of the telephone where its own is taken; standard options are added to', () => {
    const clip = copy(workedExample, { kind: 'options', context: '1', digits: ['1', 'timeout'] })
    const { menu: pasted, pasted: chosen } = paste(
      workedExample,
      clip,
      target({ context: '1', digits: 'start', index: 0 }),
    )
    expect(rulesOf(pasted, '1', '1')).toHaveLength(1)
    expect(rulesOf(pasted, '1', '3').map(({ action }) => action)).toEqual(
      rulesOf(workedExample, '1', '1').map(({ action }) => action),
    )
    expect(rulesOf(pasted, '1', 'timeout')).toHaveLength(2)
    expect(chosen).toEqual({ kind: 'options', context: '1', digits: ['3', 'timeout'] })
  })

  it('goes nowhere when no place is chosen', () => {
    const clip = copy(workedExample, { kind: 'options', context: '1', digits: ['1'] })
    expect(paste(workedExample, clip, target(null))).toEqual({ menu: workedExample, pasted: null })
  })
})

describe('what a copied part refers to', () => {
  const recording = { sha256: 'a'.repeat(64), fileName: 'a.wav', format: 'wav' as const, size: 1, seconds: 1 }
  const names: ClipNames = {
    contexts: new Map([
      ['1', 'Night'],
      ['2', 'Day'],
    ]),
    prompts: new Map([
      [41, { title: 'Hello', recording: null }],
      [42, { title: 'Bye', recording }],
      [43, { title: 'Gone', recording: null }],
    ]),
    intervals: new Map([
      [1, 'Work'],
      [2, 'Feast'],
    ]),
  }
  const there = {
    // The same keys mean other contexts in every menu.
    menu: menu(context('1', {}, { name: 'Language' }), context('5', {}, { name: 'Night' })),
    prompts: [{ id: 9, title: 'Hello' }],
    intervals: [{ id: 7, name: 'Work' }],
  }

  it('is found by name in another menu; its ids stay within the account', () => {
    const found = arrivingReferences(names, { ...there, isSameMenu: false, isSameAccount: true })
    expect([found.context('1'), found.context('2')]).toEqual(['5', null])
    expect([found.prompt(41), found.interval(1)]).toEqual([41, 1])
    expect(found.missing).toEqual([])
  })

  it('is found by name in another account, uploaded, or named as missing', () => {
    const found = arrivingReferences(names, { ...there, isSameMenu: false, isSameAccount: false })
    const upload = uploadOf('Bye', recording)
    expect([41, 42, 42, 43].map(found.prompt)).toEqual([9, upload.id, upload.id, absentId])
    expect([1, 2, 2].map(found.interval)).toEqual([7, absentId, absentId])
    expect(found.uploads).toEqual([upload])
    expect(found.missing).toEqual([
      { kind: 'prompt', name: 'Gone' },
      { kind: 'interval', name: 'Feast' },
    ])
  })

  it('is put into the rules', () => {
    const inFeast = { ...play(43), conditions: { ...noConditions, interval: 2 } }
    const clip = { kind: 'rules' as const, rules: [inFeast, jump('1'), rule({ kind: 'hangup' })] }
    const found = arrivingReferences(names, { ...there, isSameMenu: false, isSameAccount: false })
    const { menu: pasted } = paste(
      there.menu,
      clip,
      target({ context: '1', digits: 'start', index: 0 }, { references: found }),
    )
    expect(rulesOf(pasted, '1', 'start')).toMatchObject([
      { action: { sound: absentId }, conditions: { interval: absentId } },
      { action: { context: '5' } },
      { action: { kind: 'hangup' } },
    ])
  })
})
