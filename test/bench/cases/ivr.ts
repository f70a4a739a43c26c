/** What an edit of a menu costs with its check and the rows of the outline, and what the plan and the draft of it, beside looking at all of the menu anew. */
import { createMenuCheck } from '@shared/domain/ivr/check'
import type { Surroundings } from '@shared/domain/ivr/check-rule'
import { findOption, setRule } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import { planMenu } from '@shared/domain/ivr/plan'
import { createDraftEncoder } from '../../../src-renderer/areas/ivr/menu-draft'
import { outlineRows } from '../../../src-renderer/areas/ivr/outline/outline-rows'
import { context, jump, menu, play, transfer } from '../../unit/domain/ivr/menus'
import type { BenchCase, Comparison } from '../bench'
import { layoutComparison } from '../diagram-layout'
import { measureDiagramEdits } from '../diagram-window'
import { measureMenuLoads } from '../menu-load'

const surroundings: Surroundings = {
  number: '071',
  extensionLength: 3,
  extensions: new Map([['050', { blocked: false }]]),
  sounds: new Map([[51, { seconds: 8 }]]),
  intervals: new Set(),
}

/** Each context leads to two others, as a tree of choices does. */
function menuOf(count: number): Menu {
  const key = (index: number) => String(1 + (index % count))
  return menu(
    ...Array.from({ length: count }, (_, index) =>
      context(key(index), {
        start: [play(51, 'foreground'), play(51, 'background')],
        1: [jump(key(2 * index + 1))],
        2: [jump(key(2 * index + 2))],
        3: [transfer('050')],
        timeout: [transfer('050')],
        invalid: [play(51, 'foreground'), jump(key(index))],
      }),
    ),
  )
}

function comparisonsOf(count: number): Comparison[] {
  const present = menuOf(count)
  const place = { context: String(Math.ceil(count / 2)), digits: 'start' }
  const [rule] = findOption(present, place)?.rules ?? []
  if (!rule) throw new Error('the menu has no such rule')
  let edits = 0
  const edit = (before: Menu) => setRule(before, { ...rule, name: `edit ${(edits += 1)}` })
  const check = createMenuCheck(surroundings)
  check(present)
  let draft = present
  const planned = (next: Menu): undefined => {
    if (planMenu(present, next).length !== 1) throw new Error('not as expected')
  }
  const looked = (next: Menu, found: number): undefined => {
    if (outlineRows(next, new Set(), null).length < count || found < 0) throw new Error('not as expected')
  }
  const size = `${count.toLocaleString('en')} contexts`
  const edited: Comparison = {
    name: `edit, check and rows of a menu with ${size}`,
    rounds: 40,
    ours: {
      name: 'what changed',
      run() {
        draft = edit(draft)
        return looked(draft, check(draft).size)
      },
    },
    reference: {
      name: 'a copy, looked at anew',
      run() {
        const copy = structuredClone(edit(present))
        return looked(copy, createMenuCheck(surroundings)(copy).size)
      },
    },
    goal: { text: 'under 16 ms', isMet: (ours) => ours < 16 },
  }
  const plan: Comparison = {
    name: `plan of one edit of a menu with ${size}`,
    rounds: 40,
    ours: { name: 'what changed', run: () => planned(draft === present ? edit(present) : draft) },
    reference: { name: 'a copy, compared throughout', run: () => planned(structuredClone(edit(present))) },
  }
  const encode = createDraftEncoder()
  const kept = (text: string): undefined => {
    if (text.length < count) throw new Error('not as expected')
  }
  const draftOf = () => ({ label: '', base: present, menu: (draft = edit(draft)), uploads: [] })
  const keep: Comparison = {
    name: `write the draft of a menu with ${size} after one edit`,
    rounds: 40,
    ours: { name: 'what changed', run: () => kept(encode(draftOf())) },
    reference: { name: 'JSON.stringify', run: () => kept(JSON.stringify(draftOf())) },
  }
  return [edited, plan, keep]
}

const sizes = [10, 100, 1000]

const bench: BenchCase = {
  title: 'IVR menus',
  async prepare() {
    const { comparisons: inWindow, close } = await measureDiagramEdits(menuOf(1000))
    const layouts = sizes.map((count) => layoutComparison(menuOf(count)))
    const loads = await measureMenuLoads(sizes)
    return {
      comparisons: [...sizes.flatMap(comparisonsOf), ...loads.comparisons, ...layouts, ...inWindow],
      async close() {
        await loads.close()
        await close()
      },
    }
  },
}
export default bench
