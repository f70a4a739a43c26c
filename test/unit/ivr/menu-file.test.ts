import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppFailure } from '@shared/domain/app-error'
import { checkRule } from '@shared/domain/ivr/check-rule'
import { sameMenu } from '@shared/domain/ivr/compare'
import { absentId, noConditions } from '@shared/domain/ivr/menu'
import { toMenuFile, withFreshKeys, type Directory } from '@shared/domain/ivr/menu-file'
import { menuTemplate, templateKinds } from '@shared/domain/ivr/templates'
import { menuFileText, parseMenuFile } from '../../../src-main/ivr/menu-file'
import { presentMenu } from '../domain/ivr/arbitrary-menu'
import { context, hangup, menu as menuOf, workedExample } from '../domain/ivr/menus'

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const directory: Directory = {
  sounds: many(95).map((id) => ({ id, title: `prompt ${id}` })),
  intervals: many(9).map((id) => ({ id, name: `interval ${id}` })),
  extensions: [{ number: '050' }, { number: '002' }],
  extensionLength: 3,
}
const elsewhere: Directory = {
  ...directory,
  sounds: [{ id: 7, title: 'prompt 52' }],
  extensions: [{ number: '002' }],
}
const unknown = { number: '071', extensionLength: 3, extensions: null, sounds: null, intervals: null }
const file = () => toMenuFile(workedExample, '071', 'example', directory)

function refusalOf(text: string): string {
  try {
    parseMenuFile(text, directory)
  } catch (error) {
    if (error instanceof AppFailure) return `${error.error.code} ${String(error.error.params['reason'])}`
    throw error
  }
  return 'taken'
}

describe('a menu in a file', () => {
  it('comes back the same, as YAML and as JSON', () => {
    fc.assert(
      fc.property(presentMenu, fc.boolean(), (menu, isJson) => {
        const text = menuFileText(toMenuFile(menu, '071', 'menu', directory), isJson)
        const read = parseMenuFile(text, directory)
        expect(sameMenu(read.menu, withFreshKeys(menu))).toBe(true)
        expect(read.missing.filter(({ kind }) => kind !== 'extension')).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  it('finds prompts by their titles elsewhere, and lists what is missing', () => {
    const { menu, missing } = parseMenuFile(menuFileText(file(), false), elsewhere)
    const rules = menu.contexts[0]?.options[0]?.rules.map(({ action }) => action)
    expect(rules).toMatchObject([{ sound: 7 }, { sound: absentId }])
    expect(missing).toEqual([
      { kind: 'prompt', name: 'prompt 51' },
      { kind: 'extension', name: '050' },
    ])
  })

  it('never runs at any time what was meant for an interval that is not there', () => {
    const inFeast = { ...hangup(), conditions: { ...noConditions, interval: 3 } }
    const text = menuFileText(toMenuFile(menuOf(context('1', { start: [inFeast] })), '071', 'x', directory), false)
    const { menu, missing } = parseMenuFile(text, { ...directory, intervals: [] })
    expect(missing).toEqual([{ kind: 'interval', name: 'interval 3' }])
    expect(menu.contexts[0]?.options[0]?.rules[0]?.conditions.interval).toBe(absentId)
    // It is not there the next time either, under no name.
    const again = menuFileText(toMenuFile(menu, '071', 'x', directory), false)
    expect(parseMenuFile(again, directory)).toMatchObject({ missing: [], menu: { contexts: menu.contexts } })
    const [read] = menu.contexts
    const findings = read?.options[0]?.rules.flatMap((rule) => checkRule(rule, read, unknown))
    expect(findings).toMatchObject([{ severity: 'error', path: 'conditions.interval', code: 'ivr.intervalMissing' }])
  })

  it('refers to the schema that lies beside it, and lists the prompts', () => {
    const text = menuFileText(file(), false)
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/switchboard-ivr-menu\.schema\.json\n/)
    expect(JSON.parse(menuFileText(file(), true))).toMatchObject({
      $schema: './switchboard-ivr-menu.schema.json',
      prompts: [
        { title: 'prompt 52', file: null },
        { title: 'prompt 51', file: null },
      ],
    })
  })

  it('may not name a recording outside its folder', () => {
    const text = menuFileText(toMenuFile(workedExample, '071', 'example', directory, new Map([[52, 'a.wav']])), false)
    expect(refusalOf(text)).toBe('taken')
    for (const name of ['../a.wav', '/etc/passwd', '..', 'a/b.wav', 'C:a.wav', "'a\\b.wav'"]) {
      expect(refusalOf(text.replace('a.wav', name))).toMatch(/^file.damaged \d+:\d+: prompts.0.file/)
    }
  })

  it('names line and column of a mistake', () => {
    const text = menuFileText(file(), false)
    expect(refusalOf(text.replace('timeoutMs: 5000', 'timeoutMs: soon'))).toMatch(
      /^file.damaged \d+:18: menu.contexts.0.timeoutMs: /,
    )
    expect(refusalOf(text.replace('contexts:', 'contexts: ['))).toMatch(/^file.damaged \d+:\d+: /)
    expect(refusalOf('just words')).toMatch(/^file.damaged 1:1: /)
    expect(refusalOf('')).toMatch(/^file.damaged 1:1: /)
    expect(refusalOf(`${text}\nextra: 1\n`)).toMatch(/^file.damaged /)
    expect(refusalOf('a: 1\na: 2\n')).toMatch(/^file.damaged 2:1: /)
  })

  it('is not blown up by aliases', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (const [index, name] of [...'bcdefghij'].entries()) {
      const before = String.fromCharCode(97 + index)
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`)
    }
    expect(refusalOf(bomb.join('\n'))).toMatch(/^file.damaged 1:1: .*alias/i)
  })

  it('nested without end is damaged', () => {
    expect(refusalOf('['.repeat(200_000))).toMatch(/^file.damaged \d+:\d+: /)
    expect(refusalOf(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)).toMatch(/^file.damaged \d+:\d+: /)
  })

  it.each(templateKinds)('%s, a template, goes through a file', (kind) => {
    const template = menuTemplate(kind, 'ru')
    const text = menuFileText(toMenuFile(template, '071', kind, directory), false)
    expect(sameMenu(parseMenuFile(text, directory).menu, withFreshKeys(template))).toBe(true)
  })
})
