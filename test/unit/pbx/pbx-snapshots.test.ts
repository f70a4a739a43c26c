/** All that a company has, as a file: saved, compared, put into an empty company, compared by reading both. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { compareSections, pbxSectionSchema } from '@shared/domain/pbx/snapshot'
import type { ComparedPart } from '@shared/domain/snapshot-part'
import { differenceLine } from '@shared/text/difference'
import { publicationEntries } from '../../../src-main/ivr/publication'
import { createPbxContents } from '../../../src-main/pbx-snapshots/contents'
import { sectionOf } from '../../../src-main/pbx-snapshots/section'
import { noExpectations } from '../snapshots/no-expectations'
import { createPartSnapshots } from '../../../src-main/snapshots/part-snapshots'
import { createRecordingFolder } from '../../../src-main/prompts/recording-folder'
import { toneWav } from '../../../src-main/sandbox/pbx/tone'
import { accountId, createPbxPlace, type PbxPlace } from './pbx-place'

const places: PbxPlace[] = []
afterEach(async () => {
  for (const place of places.splice(0)) await place.close()
})
const path = () => join(mkdtempSync(join(tmpdir(), 'pbx-snapshot-')), 'company.json')

async function open(company: 'demo' | 'empty'): Promise<PbxPlace> {
  const place = await createPbxPlace({ sandbox: { pbx: { company } } })
  places.push(place)
  return place
}

const snapshotsOf = (place: PbxPlace, file: string) =>
  createPartSnapshots(
    createPbxContents({
      pbx: place.pbx,
      copies: place.prompts.copies,
      menuEntries: (menu) => publicationEntries({ ...menu, label: '', refuseChanged: false, uploads: [] }),
    }),
    {
      planEntries: place.changes.planEntries,
      accountOf: () => ({ provider: 'pbx', label: 'Company' }),
      chooseSnapshot: () => Promise.resolve(file),
      choosePlace: () => Promise.resolve(file),
      expectations: noExpectations,
      emit: () => undefined,
      now: Date.now,
    },
  )

/** As if the recordings of the demo company had been uploaded from this console. */
async function keepRecordings(from: PbxPlace, to: PbxPlace): Promise<void> {
  const folder = createRecordingFolder(join(to.folder, 'prompts'))
  for (const { id, title } of from.sandbox.pbx.state.sounds.values()) {
    const bytes = new Uint8Array(toneWav([300 + id]))
    const recording: Recording = {
      sha256: await folder.keep(bytes),
      fileName: `${title}.wav`,
      format: 'wav',
      size: bytes.length,
      seconds: 1,
    }
    from.prompts.copies.add(recording)
    from.prompts.copies.keep(accountId, id, recording.sha256)
    to.prompts.copies.add(recording)
  }
}

type IsWanted = (part: ComparedPart) => boolean

async function planned(place: PbxPlace, file: string, isWanted: IsWanted = () => true) {
  const snapshots = snapshotsOf(place, file)
  await snapshots.compare({ accountId })
  const compared = snapshots.parts({ accountId, statuses: [], text: '', offset: 0, limit: 1000 })
  const parts = compared.rows.filter(isWanted)
  const { changeId } = await snapshots.restore({ accountId, all: false, parts, secrets: [] })
  return { changeId, change: await place.changes.read({ changeId }) }
}

async function restore(place: PbxPlace, file: string) {
  const { changeId } = await planned(place, file)
  await place.changes.apply({ changeId })
  return place.settled(changeId)
}

async function sectionNow(place: PbxPlace) {
  await place.pbx.fetch(accountId)
  const holdings = place.pbx.holdings(accountId)
  if (!holdings) throw new Error('nothing was fetched')
  return sectionOf(holdings, () => null)
}

describe('a snapshot of the demo company', () => {
  test('restored into an empty company gives the same configuration', async () => {
    const [demo, empty] = [await open('demo'), await open('empty')]
    await keepRecordings(demo, empty)
    const file = path()
    expect(await snapshotsOf(demo, file).save({ accountId })).toMatchObject({ fileName: 'company.json' })
    const { sections } = JSON.parse(readFileSync(file, 'utf8')) as { sections: { pbx: unknown } }
    expect(pbxSectionSchema.safeParse(sections.pbx).success).toBe(true)

    const change = await restore(empty, file)
    const steps = await empty.changes.steps({
      changeId: change.id,
      states: ['failed', 'refused', 'skipped', 'unknown', 'conflict'],
      withFindings: false,
      offset: 0,
      limit: 20,
    })
    expect(
      steps.steps.map(({ operation, object, error, findings }) => ({ operation, object, error, findings })),
    ).toEqual([])
    expect(change.state).toBe('finished')

    const [before, after] = [await sectionNow(demo), await sectionNow(empty)]
    expect(compareSections(after, before).filter(({ status }) => status !== 'same')).toEqual([])
    expect(after.rules).toHaveLength(before.rules.length)
  })

  test('the review says what is meant of rules and numbers whose extensions are not there yet', async () => {
    const [demo, empty] = [await open('demo'), await open('empty')]
    await keepRecordings(demo, empty)
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const snapshots = snapshotsOf(empty, file)
    await snapshots.compare({ accountId })
    const { changeId } = await snapshots.restore({ accountId, all: true, parts: [], secrets: [] })
    const { steps } = await empty.changes.steps({ changeId, states: [], withFindings: false, offset: 0, limit: 2000 })
    const linesOf = (wanted: string) =>
      steps
        .filter(({ operation }) => operation === wanted)
        .map(({ object, differences }) => [object, differences.map((one) => differenceLine(one, 'en')).join('; ')])
    const rules = linesOf('pbx.createRule')
    expect(rules).toContainEqual([
      '097',
      'Rule 1: what happens: not set → busy; Rule 1: name: not set → Без скрытых номеров; Rule 1: on: not set → yes; ' +
        'Rule 1: last rule: not set → yes; Rule 1: caller: not set → number is hidden',
    ])
    expect(rules.filter(([, lines]) => /interval|prompt/.test(lines ?? '')).length).toBeGreaterThan(0)
    expect(rules.filter(([, lines]) => /(interval|prompt): not set → (?!made in step \d)/.test(lines ?? ''))).toEqual(
      [],
    )
    for (const [number, line] of linesOf('pbx.routePublicNumber')) {
      expect(number).toMatch(/^\d{11}$/)
      expect(line).toMatch(/: not set → made in step \d+$/)
    }
  })

  test('compared with itself differs in nothing, and restoring a part touches only that', async () => {
    const demo = await open('demo')
    const file = path()
    const snapshots = snapshotsOf(demo, file)
    await snapshots.save({ accountId })
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { different: 0, missing: 0, added: 0 } })
    const { state } = demo.sandbox.pbx
    const [first, second] = [...state.extensions.values()].filter(({ type }) => type === 'phone')
    if (!first || !second) throw new Error('no phones')
    const label = first.label
    first.label = 'Another'
    second.label = 'Another too'
    const did = [...state.dids.values()].find(({ extension_id }) => extension_id !== null)
    if (did) did.extension_id = null
    expect(await snapshots.compare({ accountId })).toMatchObject({ counts: { different: 3 } })
    const { changeId } = await snapshots.restore({
      accountId,
      all: false,
      parts: [{ kind: 'extension', key: first.name.split('*')[1] ?? '' }],
      secrets: [],
    })
    await demo.changes.apply({ changeId })
    expect(await demo.settled(changeId)).toMatchObject({ stepCount: 1, counts: { done: 1 } })
    expect([first.label, second.label, did?.extension_id]).toEqual([label, 'Another too', null])
  })

  test('rules are put back in their place: what is the same stays, and no moment is without rules', async () => {
    const demo = await open('demo')
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const saved = await sectionNow(demo)
    const { state } = demo.sandbox.pbx
    const extensionOf = (number: string) => {
      const found = [...state.extensions.values()].find(({ name }) => name === `000*${number}`)
      if (!found) throw new Error(`no extension ${number}`)
      return found
    }
    const [director, longer, shorter, secretary] = ['097', '105', '106', '002'].map(extensionOf)
    if (!director || !longer || !shorter || !secretary) throw new Error('no such extensions')
    const idsOf = ({ rules }: typeof director) => rules.map(({ id }) => id)
    const before = { director: idsOf(director), longer: idsOf(longer), secretary: structuredClone(secretary.rules) }

    // Somebody else changed one, put them in another order, added one, took one away, and deleted a prompt.
    Object.assign(director.rules[2] ?? {}, { transfer_dst: '101', transfer_timeout: 5 })
    director.rules.reverse()
    const copied = structuredClone(longer.rules[0])
    if (copied) longer.rules.unshift({ ...copied, id: (longer.lastRuleId += 1), type: 'busy', name: 'Somebody else' })
    shorter.rules.shift()
    state.sounds.delete(43)
    const disturbed = await sectionNow(demo)
    demo.sandbox.ledger.clear()
    const { id: changeId } = await restore(demo, file)

    const restored = await sectionNow(demo)
    const rulesOf = (section: typeof saved, number: string) =>
      section.rules.find(({ extension }) => extension === number)?.rules
    for (const number of ['097', '105', '106']) expect(rulesOf(restored, number)).toEqual(rulesOf(saved, number))
    expect([idsOf(director), idsOf(longer)]).toEqual([before.director, before.longer])
    // The prompt is gone for good, and the rule that played it stays as it is.
    expect(secretary.rules).toEqual(before.secretary)
    const sent = demo.sandbox.ledger
      .entries({ acted: true })
      .filter(({ method, path: where }) => method !== 'GET' && where.includes('/incom_rule/'))
      .map(({ method, path: where }) => `${method} ${where.replace(/^.*\/extension\//, '')}`)
    expect(sent.toSorted()).toEqual(
      [
        `PUT ${director.id}/incom_rule/3`,
        `PUT ${director.id}/incom_rule/order/`,
        `DELETE ${longer.id}/incom_rule/${longer.lastRuleId}`,
        `POST ${shorter.id}/incom_rule/`,
        `PUT ${shorter.id}/incom_rule/order/`,
      ].toSorted(),
    )

    await demo.undo(changeId)
    expect((await sectionNow(demo)).rules).toEqual(disturbed.rules)
  })

  test('a menu that was there before: the review says that its steps have no way back, and an undo leaves it', async () => {
    const demo = await open('demo')
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const { state } = demo.sandbox.pbx
    const contextsOf = (number: string) => [...(state.extensions.get(demo.idOf(number))?.ivr.contexts.values() ?? [])]
    for (const context of contextsOf('075')) context.timeout += 1000
    const phone = state.extensions.get(demo.idOf('101'))
    if (phone) phone.label = 'Somebody else'

    const { changeId, change } = await planned(demo, file)
    const steps = await demo.steps(changeId)
    const ofMenu = steps.filter(({ object }) => object.startsWith('075'))
    // Most of them wait for the contexts that the first of them make.
    expect(ofMenu.length).toBeGreaterThan(contextsOf('075').length * 2)
    expect(steps.map(({ irreversible }) => irreversible)).toEqual(
      steps.map((step) => (ofMenu.includes(step) ? 'menuNotKept' : null)),
    )
    expect(change.irreversibleCount).toBe(ofMenu.length)

    await demo.changes.apply({ changeId })
    expect(await demo.settled(changeId)).toMatchObject({ counts: { done: steps.length }, undoable: true })
    const restored = (await sectionNow(demo)).menus
    const undo = await demo.undo(changeId)
    expect(undo.counts).toMatchObject({ done: 1, refused: ofMenu.length })
    const refused = (await demo.steps(undo.id)).filter(({ state: outcome }) => outcome === 'refused')
    expect(new Set(refused.flatMap(({ findings }) => findings.map(({ code }) => code)))).toEqual(
      new Set(['change.cannotBeUndone']),
    )
    expect(phone?.label).toBe('Somebody else')
    expect((await sectionNow(demo)).menus).toEqual(restored)
  })

  test('an undo is not offered where only a menu was put back', async () => {
    const demo = await open('demo')
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const menu = demo.sandbox.pbx.state.extensions.get(demo.idOf('075'))?.ivr
    for (const context of menu?.contexts.values() ?? []) context.timeout += 1000
    const change = await restore(demo, file)
    expect(change.counts.done).toBe(change.stepCount)
    expect(change.undoable).toBe(false)
  })

  test('a menu that is made with its extension goes with it', async () => {
    const [demo, empty] = [await open('demo'), await open('empty')]
    await keepRecordings(demo, empty)
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const before = await sectionNow(empty)
    const { changeId, change } = await planned(empty, file, ({ kind, name }) => kind === 'prompt' || name === '075')
    expect(change.irreversibleCount).toBe(0)
    await empty.changes.apply({ changeId })
    expect((await empty.settled(changeId)).counts.done).toBe(change.stepCount)
    const undo = await empty.undo(changeId)
    // The extension, and each prompt.
    expect(undo).toMatchObject({ stepCount: demo.sandbox.pbx.state.sounds.size + 1, counts: { done: undo.stepCount } })
    expect(await sectionNow(empty)).toEqual(before)
  })

  test('what a menu that stays plays stays with it', async () => {
    const demo = await open('demo')
    await keepRecordings(demo, demo)
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const { state } = demo.sandbox.pbx
    const played = state.sounds.get(42)?.title
    const other = state.sounds.get(47)?.title
    for (const id of [42, 47]) state.sounds.delete(id)
    const isWanted: IsWanted = ({ kind, name }) => kind === 'prompt' || (kind === 'menu' && name === '075')
    const { changeId, change } = await planned(demo, file, isWanted)
    await demo.changes.apply({ changeId })
    expect((await demo.settled(changeId)).counts.done).toBe(change.stepCount)

    const undo = await demo.undo(changeId)
    const prompts = (await demo.steps(undo.id)).filter(({ operation }) => operation.endsWith('Prompt'))
    expect(prompts.map(({ object, state: outcome, findings }) => [object, outcome, findings[0]?.code])).toEqual([
      [other, 'done', undefined],
      [played, 'refused', 'change.neededByWhatStays'],
    ])
    expect([...state.sounds.values()].map(({ title }) => title)).toContain(played)
    expect([...state.sounds.values()].map(({ title }) => title)).not.toContain(other)
  })

  test('without the recordings the prompts are refused, and what needs them is left out, by name', async () => {
    const [demo, empty] = [await open('demo'), await open('empty')]
    const file = path()
    await snapshotsOf(demo, file).save({ accountId })
    const snapshots = snapshotsOf(empty, file)
    await snapshots.compare({ accountId })
    const { changeId } = await snapshots.restore({ accountId, all: true, parts: [], secrets: [] })
    const refused = await empty.changes.steps({
      changeId,
      states: ['refused'],
      withFindings: false,
      offset: 0,
      limit: 50,
    })
    expect(refused.total).toBe(demo.sandbox.pbx.state.sounds.size)
    expect(refused.steps[0]).toMatchObject({ operation: 'pbx.createPrompt', findings: [{ code: 'pbx.noRecording' }] })
  })
})

describe('a file that is no snapshot of a company', () => {
  test.each([
    ['not json', 'snapshot.notOne'],
    ['{"a":1}', 'snapshot.notOne'],
    ['{"format":"switchboard-snapshot","version":99}', 'snapshot.newer'],
    ['{"format":"switchboard-snapshot","version":1,"sections":{"forwarding":{}}}', 'snapshot.otherProvider'],
    ['{"format":"switchboard-snapshot","version":1,"sections":{"pbx":{}}}', 'file.damaged'],
  ])('%s', async (text, code) => {
    const demo = await open('demo')
    const file = path()
    writeFileSync(file, text)
    await expect(snapshotsOf(demo, file).compare({ accountId })).rejects.toMatchObject({ error: { code } })
  })
})
