/** Answers and events of main may overtake each other: what is older is not shown over what is newer. */
import { createPinia, setActivePinia } from 'pinia'
import { expect, test } from 'vitest'
import { effectScope } from 'vue'
import type { Change } from '@shared/contract/changes'
import { fakeBridge } from '../../fake-bridge'
import { useChange } from '../../../../../src-renderer/areas/changes/useChange'
import { useUnfinishedChanges } from '../../../../../src-renderer/areas/changes/unfinished-store'

const change = (revision: number, state: Change['state']) => ({ id: 'c1', revision, state }) as Change

test.each(['changes.read', 'changes.apply'])(
  'an answer of %s that an event has overtaken changes nothing',
  async (name) => {
    const answer = Promise.withResolvers<Change>()
    const { emit } = fakeBridge({ [name]: () => answer.promise })
    const scope = effectScope()
    const followed = scope.run(() => useChange('c1'))
    const asked = name === 'changes.read' ? followed?.load() : followed?.apply.run()
    emit('changes.didProgress', { change: change(2, 'finished') })
    answer.resolve(change(1, 'running'))
    await asked
    expect(followed?.change.value?.state).toBe('finished')
    emit('changes.didProgress', { change: change(3, 'running') })
    expect(followed?.change.value?.state).toBe('running')
    scope.stop()
  },
)

test('a list of unfinished changes that was read before one ended does not bring it back', async () => {
  const answer = Promise.withResolvers<Change[]>()
  const { emit } = fakeBridge({ 'changes.unfinished': () => answer.promise })
  setActivePinia(createPinia())
  const store = useUnfinishedChanges()
  const loaded = store.load()
  emit('changes.didProgress', { change: change(5, 'finished') })
  answer.resolve([change(4, 'paused'), { ...change(4, 'paused'), id: 'c2' }])
  await loaded
  expect(store.items.map(({ id }) => id)).toEqual(['c2'])
  emit('changes.didProgress', { change: change(6, 'paused') })
  expect(store.items.map(({ id }) => id)).toEqual(['c1', 'c2'])
})
