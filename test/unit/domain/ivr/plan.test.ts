import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameMenu } from '@shared/domain/ivr/compare'
import { isStandardOption, type Menu } from '@shared/domain/ivr/menu'
import { emptyMenu } from '@shared/domain/ivr/new'
import { planMenu, type MenuStep } from '@shared/domain/ivr/plan'
import { byNames } from './by-names'
import { draftMenu, presentMenu } from './arbitrary-menu'
import { createFakeProvider } from './fake-provider'

function apply(present: Menu, steps: readonly MenuStep[]): Menu {
  const provider = createFakeProvider(present)
  for (const step of steps) provider.take(step)
  return provider.menu
}

/** Steps of taking everything away and making everything anew. */
const anew = (present: Menu, wanted: Menu): number =>
  present.contexts.length +
  1 +
  wanted.contexts
    .flatMap(({ options }) => options.map(({ digits, rules }) => rules.length + (isStandardOption(digits) ? 0 : 1)))
    .reduce((sum, count) => sum + count, wanted.contexts.length)

describe('planMenu', () => {
  it('makes any menu out of nothing', () => {
    fc.assert(
      fc.property(draftMenu, (wanted) => {
        const made = apply(emptyMenu, planMenu(emptyMenu, wanted))
        expect(byNames(made)).toSatisfy((menu: Menu) => sameMenu(menu, byNames(wanted)))
      }),
    )
  })

  it('leads from any menu to any other, in no more steps than taking all away and making all anew', () => {
    fc.assert(
      fc.property(presentMenu, draftMenu, (present, wanted) => {
        const steps = planMenu(present, wanted)
        const made = apply(present, steps)
        expect(byNames(made)).toSatisfy((menu: Menu) => sameMenu(menu, byNames(wanted)))
        expect(planMenu(made, made)).toEqual([])
        expect(steps.length).toBeLessThanOrEqual(anew(present, wanted))
      }),
      { numRuns: 500 },
    )
  })

  it('has no steps for a draft that changed nothing', () => {
    fc.assert(
      fc.property(presentMenu, (present) => {
        expect(planMenu(present, structuredClone(present))).toEqual([])
        const turned = { ...present, contexts: [...present.contexts].reverse() }
        expect(planMenu(present, turned)).toEqual([])
      }),
    )
  })
})
