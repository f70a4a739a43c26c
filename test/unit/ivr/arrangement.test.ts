import { afterEach, describe, expect, it } from 'vitest'
import { arrangementOf } from '@shared/domain/ivr/arrangement'
import { addContext, moveContexts, remove, setContext } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import { accountId } from '../changes/workplace'
import { context } from '../domain/ivr/menus'
import { createMenuWorkplace, type MenuWorkplace } from './workplace'

let place: MenuWorkplace | undefined
afterEach(() => place?.close())

const namesOf = ({ contexts }: Menu): string[] => contexts.map(({ name }) => name)

async function start() {
  place = await createMenuWorkplace()
  const extensionId = await place.extensionOf('070')
  const read = async (refresh = false): Promise<Menu> =>
    (await opened().menus.read({ accountId, extensionId, refresh })).menu
  const opened = (): MenuWorkplace => {
    if (!place) throw new Error('not started')
    return place
  }
  /** Moves the last context to the front, as the window does. */
  async function arrange(): Promise<{ base: Menu; menu: Menu }> {
    const base = await read()
    const menu = moveContexts(base, [base.contexts.at(-1)?.key ?? ''], 0)
    opened().menus.arrange({ accountId, extensionId, contexts: arrangementOf(menu, base) })
    return { base, menu }
  }
  return { place, extensionId, read, arrange }
}

describe('the order of contexts', () => {
  it('is there when the menu is read again, also from the provider and after a restart', async () => {
    const { place, read, arrange } = await start()
    const { base, menu } = await arrange()
    expect(base.contexts.length).toBeGreaterThan(2)
    expect(namesOf(menu)).not.toEqual(namesOf(base))
    expect(await read()).toEqual(menu)
    expect(await read(true)).toEqual(menu)
    await place.restart()
    expect(await read()).toEqual(menu)
    expect(await read(true)).toEqual(menu)
  })

  it('is no step, and no reason to refuse one', async () => {
    const { place, read, arrange, extensionId } = await start()
    await arrange()
    const base = await read()
    const input = { accountId, extensionId, number: '070', label: '', uploads: [] }
    const other = moveContexts(base, [base.contexts[0]?.key ?? ''], base.contexts.length)
    expect(await place.menus.publish({ ...input, base, wanted: other })).toEqual({ outcome: 'unchanged' })
    const renamed = setContext(base, base.contexts[1]?.key ?? '', { name: 'renamed' })
    expect((await place.menus.publish({ ...input, base, wanted: renamed })).outcome).toBe('planned')
  })

  it('takes in what publishing made, under the name that it has by then', async () => {
    const { place, read, extensionId } = await start()
    const base = await read()
    const fresh = addContext(base, { ...context('draft', {}), key: 'new:1' }, 0)
    place.menus.arrange({ accountId, extensionId, contexts: arrangementOf(fresh, base) })
    const wanted = setContext(fresh, 'new:1', { name: 'first' })
    const change = await place.apply(await place.plan({ extensionId, number: '070', base, wanted }))
    expect(change.counts.done).toBe(1)
    expect(namesOf(await read())).toEqual(['first', ...namesOf(base)])
    expect(namesOf(await place.present(extensionId))).toEqual([...namesOf(base), 'first'])
  })

  it('has a place for a context that comes back when its deletion is taken back', async () => {
    const { place, read, extensionId } = await start()
    const before = await read()
    const made = addContext(before, context('new:1', {}), 1)
    await place.apply(await place.plan({ extensionId, number: '070', base: before, wanted: made }))
    const base = await read()
    const [, second] = base.contexts
    const wanted = remove(base, { kind: 'contexts', keys: [second?.key ?? ''] })
    const changeId = await place.plan({ extensionId, number: '070', base, wanted })
    await place.apply(changeId)
    expect(namesOf(await read())).toEqual(namesOf(before))
    await place.apply((await place.workplace.changes.undo({ changeId })).id)
    expect(namesOf(await read())).toEqual(namesOf(made))
    expect((await read()).contexts[1]?.key).not.toBe(second?.key)
  })

  it('goes with its account', async () => {
    const { place, read, arrange, extensionId } = await start()
    const { base } = await arrange()
    place.menus.removeAccount(accountId)
    expect((await place.menus.read({ accountId, extensionId, refresh: true })).menu).toEqual(base)
    expect(namesOf(await read())).toEqual(namesOf(base))
  })
})
