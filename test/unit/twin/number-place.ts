/** Numbers of Twin as the program has them: register, sealed passwords, engine, and a demo Twin. */
import { createVault } from '../../../src-main/accounts/vault'
import type { Operation } from '../../../src-main/changes/operation'
import { twinCreateJob } from '../../../src-main/changes/operations/twin-jobs'
import { twinCreateNumbers } from '../../../src-main/changes/operations/twin-numbers'
import { createNumberBatches, ownerOfPart } from '../../../src-main/twin/number-batches'
import { createNumberRegister, type NumberRegister } from '../../../src-main/twin/number-register'
import { createFakeKeychain } from '../accounts/fake-keychain'
import { twinClientOf } from '../changes/twin-place'
import { accountId, createWorkplace, type Workplace } from '../changes/workplace'
import { buildWorker } from '../imports/built-worker'
import { temporaryFolder } from '../storage/temporary-folder'

interface NumberPlaceOptions {
  /** What a file dialog answers. */
  file?: string
  /** Autocall jobs that the demo Twin begins with. */
  jobs?: number
}

export async function createNumberPlace({ file = '', jobs = 0 }: NumberPlaceOptions = {}) {
  const fake = createFakeKeychain()
  // The operations are there before their database.
  const held: { register?: NumberRegister; place?: Workplace } = {}
  const present = (): NumberRegister => {
    if (!held.register) throw new Error('not open yet')
    return held.register
  }
  const twin = async () => {
    if (!held.place) throw new Error('not open yet')
    return twinClientOf(held.place.sandbox)
  }
  const vault = createVault({ keychain: fake.keychain, register: () => undefined })
  const createNumbers = twinCreateNumbers({
    twin,
    register: {
      readPart: (batchId, part) => present().readPart(batchId, part),
      record: (batchId, part, state) => present().record(batchId, part, state),
      sentBefore: (batchId, part) => present().sentBefore(batchId, part),
    },
    open: (batchId, part, sealed) => vault.open(ownerOfPart(batchId, part), sealed),
  })
  const operations = [createNumbers, twinCreateJob({ twin, now: Date.now })] as Operation[]
  const place = await createWorkplace({ operations, concurrency: 2, sandbox: { twin: { jobs } } })
  const register = createNumberRegister(place.opened.database, Date.now)
  Object.assign(held, { register, place })
  const batches = createNumberBatches({
    register,
    seal: vault.seal,
    planEntries: place.changes.planEntries,
    trunksOf: () => [['Основной', 'bce7d22e-dde6-4427-b391-ebbdfda44de6']],
    workerPath: await buildWorker(temporaryFolder(), 'twin/number-file-worker'),
    chooseTable: async () => file,
    now: Date.now,
  })
  const list = (text = '') => register.query({ accountId, text, outcomes: [] }, { offset: 0, limit: 1000 })
  return { place, batches, list, fake, register, twin }
}
