/** Menus whose publishing stopped halfway, and what a publishing taken back leaves. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { sameMenu } from '@shared/domain/ivr/compare'
import { insertRules } from '@shared/domain/ivr/edit'
import type { Menu } from '@shared/domain/ivr/menu'
import { mergeMenus } from '@shared/domain/ivr/merge'
import { emptyMenu } from '@shared/domain/ivr/new'
import { newExtension } from '@shared/domain/pbx/extension'
import { uploadOf, type PromptUpload } from '@shared/domain/ivr/uploads'
import { toneWav } from '../../../src-main/sandbox/pbx/tone'
import { accountId } from '../changes/workplace'
import { byNames } from '../domain/ivr/by-names'
import { context, jump, menu, play, transfer } from '../domain/ivr/menus'
import { createMenuWorkplace, type MenuWorkplace } from './workplace'

let place: MenuWorkplace | undefined
afterEach(() => place?.close())
async function start(): Promise<MenuWorkplace> {
  place = await createMenuWorkplace()
  return place
}

const drawn = menu(
  context('new:a', { start: [play(41, 'background')], 1: [jump('new:b')], timeout: [transfer('050')] }),
  context('new:b', { start: [play(42), jump('new:a')] }),
)
const asNew = { accountId, extensionId: null, number: '971', label: 'half', base: emptyMenu, uploads: [] }

async function publishNew({ menus, apply }: MenuWorkplace, wanted: Menu): Promise<string> {
  const answer = await menus.publish({ ...asNew, wanted })
  if (answer.outcome !== 'planned') throw new Error(answer.outcome)
  await apply(answer.changeId)
  return answer.changeId
}

describe('a new menu whose publishing stopped at any step', () => {
  it('is gone on with by publishing again: nothing is made twice, and no step is done that was done', async () => {
    const work = await start()
    const { sandbox, menus, plan, apply, steps, beforeWrite, extensionOf, present, workplace } = work
    for (let stop = 1; ; stop++) {
      beforeWrite(stop, () => sandbox.faults.add({ kind: 'status', status: 400, match: { times: 1 } }))
      const first = await publishNew(work, drawn)
      const states = (await steps(first)).map(({ state }) => state)
      const done = states.filter((state) => state === 'done').length
      if (done === states.length) break

      const again = await menus.publish({ ...asNew, wanted: drawn })
      const extensionId = await extensionOf('971')
      expect(again).toEqual({ outcome: 'begun', extensionId })
      const half = await menus.read({ accountId, extensionId, refresh: true })
      expect(half.unfinished).toBe(first)

      const { menu: wanted, conflicts } = mergeMenus(emptyMenu, drawn, half.menu)
      expect(conflicts).toEqual([])
      const second = await plan({ extensionId, number: '971', base: half.menu, wanted })
      expect((await steps(second)).length).toBe(states.length - done)
      expect(await apply(second)).toMatchObject({ state: 'finished', counts: { failed: 0, skipped: 0 } })
      expect(sameMenu(byNames(await present(extensionId)), byNames(drawn))).toBe(true)
      expect((await menus.read({ accountId, extensionId, refresh: false })).unfinished).toBeNull()

      // What the first one did not do was done by the second.
      await expect(workplace.changes.retryFailed({ changeId: first })).rejects.toMatchObject({
        error: { code: 'changeOvertaken' },
      })
      const { id } = await workplace.changes.undo({ changeId: first })
      expect(await apply(id)).toMatchObject({ state: 'finished', counts: { failed: 0 } })
      await expect(extensionOf('971')).rejects.toThrow('no extension')
    }
  })

  it('is forgotten once it was taken back, and a number that somebody else has is still refused', async () => {
    const work = await start()
    const { sandbox, menus, apply, beforeWrite, workplace, client } = work
    beforeWrite(2, () => sandbox.faults.add({ kind: 'status', status: 400, match: { times: 1 } }))
    const first = await publishNew(work, drawn)
    await apply((await workplace.changes.undo({ changeId: first })).id)
    await client.createExtension(newExtension('971', { type: 'ivr', label: 'theirs' }))
    await expect(menus.publish({ ...asNew, wanted: drawn })).rejects.toMatchObject({
      error: { code: 'input.invalid', fields: [{ code: 'ivr.numberTaken' }] },
    })
  })
})

describe('a publishing that is taken back', () => {
  async function withUpload(work: MenuWorkplace): Promise<{ upload: PromptUpload; wanted: Menu }> {
    const path = join(work.workplace.folder, 'tone.wav')
    writeFileSync(path, toneWav([440, 660]))
    const { recording } = await work.prompts.take(path)
    if (!recording) throw new Error('the demo tone is no sound')
    const upload = uploadOf('Тон', recording)
    return { upload, wanted: menu(context('new:a', { start: [play(upload.id)], timeout: [transfer('050')] })) }
  }
  const titles = ({ sandbox }: MenuWorkplace) => [...sandbox.pbx.state.sounds.values()].map(({ title }) => title)

  it('takes the prompts along that it uploaded, after the menu that plays them', async () => {
    const work = await start()
    const { plan, apply, steps, workplace, extensionOf } = work
    const { upload, wanted } = await withUpload(work)
    const changeId = await plan({ extensionId: null, number: '971', base: emptyMenu, wanted, uploads: [upload] })
    await apply(changeId)
    expect(titles(work)).toContain('Тон')
    const { id } = await workplace.changes.undo({ changeId })
    expect((await steps(id)).map(({ operation }) => operation)).toEqual(['pbx.deleteExtension', 'pbx.withdrawPrompt'])
    expect(await apply(id)).toMatchObject({ state: 'finished', counts: { done: 2 } })
    await expect(extensionOf('971')).rejects.toThrow('no extension')
    expect(titles(work)).not.toContain('Тон')
  })

  it('leaves a prompt that another menu plays by now, and says which', async () => {
    const work = await start()
    const { plan, apply, steps, workplace, extensionOf, menus, sandbox } = work
    const { upload, wanted } = await withUpload(work)
    const changeId = await plan({ extensionId: null, number: '971', base: emptyMenu, wanted, uploads: [upload] })
    await apply(changeId)
    const made = [...sandbox.pbx.state.sounds.values()].find(({ title }) => title === 'Тон')
    const other = await extensionOf('075')
    const { menu: base } = await menus.read({ accountId, extensionId: other, refresh: true })
    const place = { context: base.contexts[0]?.key ?? '', digits: 'start', index: 0 }
    const playing = insertRules(base, place, [play(made?.id ?? null)])
    await apply(await plan({ extensionId: other, number: '075', base, wanted: playing }))
    const { id } = await workplace.changes.undo({ changeId })
    expect((await steps(id)).at(-1)).toMatchObject({
      operation: 'pbx.withdrawPrompt',
      state: 'refused',
      findings: [{ code: 'prompt.inUse', params: { users: '075' } }],
    })
    expect(await apply(id)).toMatchObject({ state: 'finished', counts: { done: 1, refused: 1 } })
    expect(titles(work)).toContain('Тон')
  })

  it('names what it makes again by the key that it has now: a context that comes back, and the jumps to it', async () => {
    const work = await start()
    const { plan, apply, workplace, extensionOf, present } = work
    await publishNew(work, drawn)
    const extensionId = await extensionOf('971')
    const base = await present(extensionId)
    const [kept, gone] = base.contexts
    if (!kept || !gone) throw new Error('two contexts were drawn')
    const options = kept.options.filter(({ digits }) => digits !== '1')
    const changeId = await plan({
      extensionId,
      number: '971',
      base,
      wanted: { ...base, contexts: [{ ...kept, options }] },
    })
    expect(await apply(changeId)).toMatchObject({ state: 'finished', counts: { failed: 0 } })
    await apply((await workplace.changes.undo({ changeId })).id)
    const after = await present(extensionId)
    expect(sameMenu(byNames(after), byNames(drawn))).toBe(true)
    expect(after.contexts.some(({ key }) => key === gone.key)).toBe(false)
  })

  it('leaves nothing of itself in what is shown next', async () => {
    const { plan, apply, workplace, extensionOf, menus } = await start()
    const extensionId = await extensionOf('075')
    const { menu: former } = await menus.read({ accountId, extensionId, refresh: true })
    const place = { context: former.contexts[0]?.key ?? '', digits: 'start', index: 0 }
    const wanted = insertRules(former, place, [play(41)])
    const changeId = await plan({ extensionId, number: '075', base: former, wanted })
    await apply(changeId)
    expect(byNames((await menus.read({ accountId, extensionId, refresh: false })).menu)).toSatisfy((one: Menu) =>
      sameMenu(one, byNames(wanted)),
    )
    await apply((await workplace.changes.undo({ changeId })).id)
    expect(sameMenu((await menus.read({ accountId, extensionId, refresh: false })).menu, former)).toBe(true)
  })
})
