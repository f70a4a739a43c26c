/** A menu of 2,000 rules: loaded, checked, planned and published like a small one. */
import { afterEach, expect, it } from 'vitest'
import { allFindings, createMenuCheck } from '@shared/domain/ivr/check'
import { sameMenu } from '@shared/domain/ivr/compare'
import { setRule } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import { planMenu } from '@shared/domain/ivr/plan'
import { outlineRows } from '../../../src-renderer/areas/ivr/outline/outline-rows'
import { addContext, addRule } from '../../../src-main/sandbox/pbx/ivr'
import { createMenuWorkplace, type MenuWorkplace } from './workplace'

let place: MenuWorkplace | undefined
afterEach(() => place?.close())

/** 50 contexts of 40 rules each, put into the demo's menu 075 as somebody who had the patience would have. */
async function start() {
  place = await createMenuWorkplace()
  const extensionId = await place.extensionOf('075')
  const ivr = place.sandbox.pbx.state.extensions.get(extensionId)?.ivr
  if (!ivr) throw new Error('the demo has no such menu')
  ivr.contexts.clear()
  for (let count = 0; count < 50; count++) {
    const context = addContext(ivr, { name: `Context ${count}`, timeout: 5000, allow_any_dial: false })
    for (const digits of ['1', '2', '3']) context.options.set(digits, [])
    const next = 1 + ((ivr.lastContextId - 1 + 1) % 50)
    for (const digits of ['start', '1', '2', '3', 'timeout']) {
      for (let rule = 0; rule < 7; rule++) {
        addRule(ivr, context, digits, { action: 'play_sound', sound: 41, sound_type: 'background' })
      }
      addRule(ivr, context, digits, { action: 'transfer', transfer_dst: `10${next % 10}` })
    }
  }
  ivr.config.entry_context = [...ivr.contexts.keys()][0] ?? null
  return { ...place, extensionId }
}

const rulesOf = ({ contexts }: Menu) => contexts.flatMap(({ options }) => options.flatMap(({ rules }) => rules))

it('is loaded, checked, planned and published', async () => {
  const { extensionId, present, plan, apply, steps } = await start()
  const base = await present(extensionId)
  expect(rulesOf(base)).toHaveLength(2000)
  expect(outlineRows(base, new Set(), null)).toHaveLength(50 + 50 * 6 + 2000)

  const surroundings = { number: '075', extensionLength: 3, extensions: null, sounds: null, intervals: null }
  const findings = allFindings(createMenuCheck(surroundings)(base))
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])

  // Every hundredth rule is another one, in 20 options.
  const wanted = rulesOf(base)
    .filter((_rule, index) => index % 100 === 0)
    .reduce((menu, rule, index) => setRule(menu, { ...rule, name: `changed ${index}` }), base)
  expect(planMenu(base, wanted)).toHaveLength(20)
  const changeId = await plan({ extensionId, number: '075', base, wanted })
  expect(await apply(changeId)).toMatchObject({ state: 'finished', counts: { done: 20, failed: 0 } })
  expect((await steps(changeId)).every(({ operation }) => operation === 'pbx.updateIvrRule')).toBe(true)
  expect(sameMenu(await present(extensionId), wanted)).toBe(true)
})
