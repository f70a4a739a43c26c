/**
 * Prompts of the cloud PBX: uploaded, replaced, renamed, deleted. What a prompt sounds like cannot be read back; what is known of it
 * is the recording that this console uploaded last.
 */
import type { z } from 'zod'
import type { Prompt } from '@shared/domain/pbx/prompt'
import {
  createPromptSchema,
  deletePromptSchema,
  renamePromptSchema,
  replacePromptSchema,
  withdrawPromptSchema,
  type CreatePrompt,
  type DeletePrompt,
  type Recording,
  type RenamePrompt,
  type ReplacePrompt,
  type WithdrawPrompt,
} from '@shared/domain/pbx/prompt-intent'
import { promptDifferences, promptListSchema, samePrompts, type PromptList } from '@shared/domain/pbx/prompt-list'
import type { PbxClient } from '../../providers/pbx/client'
import { ifThere, readWholeList } from '../../providers/pbx/lists'
import { pbxRequests, type PbxRequest, type SoundFile } from '../../providers/pbx/requests'
import { describeParts } from '../../http/request-body'
import type { Inverse, Operation, OperationRequest, RequestOptions, StoredIntent } from '../operation'
import { withStandIns } from '../references'
import { listed, madeAmong, madeId, problem, removing } from './pbx-common'

export interface PbxPromptsDeps {
  /** The client of an account. @throws AppFailure when the account is gone */
  pbx(accountId: string): Promise<PbxClient>
  /** Names of what refers to an object, as far as the console knows; empty: nothing does. */
  referrersOf(accountId: string, kind: 'prompt' | 'interval', id: number): readonly string[]
  /** @throws AppFailure `input.invalid` when its copy is no longer there */
  recording(sha256: string): Promise<{ recording: Recording; bytes: Uint8Array<ArrayBuffer> }>
  /** Which recording was uploaded last as which prompt. */
  copies: {
    recording(sha256: string): Recording | null
    of(accountId: string, promptId: number): Recording | null
    keep(accountId: string, promptId: number, sha256: string): void
    forget(accountId: string, promptId: number): void
  }
}

const contentTypes = { wav: 'audio/wav', mp3: 'audio/mpeg' }

type PromptOperations = [
  Operation<CreatePrompt, PromptList>,
  Operation<ReplacePrompt, PromptList>,
  Operation<RenamePrompt, PromptList>,
  Operation<DeletePrompt, PromptList>,
  Operation<WithdrawPrompt, PromptList>,
]

export function pbxPrompts({ pbx, referrersOf, recording, copies }: PbxPromptsDeps): PromptOperations {
  const common = {
    objectKind: 'pbxPrompt',
    stateSchema: promptListSchema satisfies z.ZodType<PromptList>,
    differences: promptDifferences,
  }
  const asList = (accountId: string, prompts: readonly Prompt[]): PromptList => ({
    prompts: prompts.map(({ id, title }) => ({ id, title, recording: copies.of(accountId, id) })),
  })
  async function titled(client: PbxClient, title: string, options: RequestOptions): Promise<Prompt[]> {
    const all = await readWholeList(client.listSounds, options)
    return all.filter((prompt) => prompt.title === title)
  }
  async function readOne(accountId: string, { id }: { id: number }, options: RequestOptions): Promise<PromptList> {
    const found = await ifThere((await pbx(accountId)).readSound(id, options))
    return asList(accountId, found ? [found] : [])
  }
  async function fileOf(sha256: string): Promise<SoundFile> {
    const { recording: kept, bytes } = await recording(sha256)
    return { fileName: kept.fileName, contentType: contentTypes[kept.format], bytes }
  }
  /** As it goes over the wire, but for the content of the file: that stays on the disk until it is sent. */
  function preview(make: (file: SoundFile) => PbxRequest, sha256: string): OperationRequest {
    const kept = copies.recording(sha256)
    const {
      method,
      path,
      parts = [],
    } = make({
      fileName: kept?.fileName ?? '',
      contentType: kept ? contentTypes[kept.format] : '',
      bytes: new Uint8Array(kept?.size ?? 0),
    })
    return { method, path, body: describeParts(parts) }
  }

  /** The title before and after, for what an earlier step makes. */
  const outlineOf =
    <Intent extends { title: string }>(
      schema: z.ZodType<Intent>,
      titles: (intent: Intent) => { before: string | null; after: string | null },
    ) =>
    (stored: StoredIntent) => {
      const intent = schema.parse(withStandIns(stored))
      return { object: intent.title, differences: [{ path: 'prompt.title', ...titles(intent) }] }
    }

  const deletion = {
    ...common,
    repeatable: true,
    objectOf: ({ title }) => title,
    read: async (accountId, { id, title }, options) =>
      id === null
        ? asList(accountId, await titled(await pbx(accountId), title, options))
        : readOne(accountId, { id }, options),
    isSame: (left, right) => samePrompts(left, right, false),
    expected: () => ({ prompts: [] }),
    request: ({ id }) => asRequest(pbxRequests.deleteSound(id ?? 0)),
    async send(accountId, { id, title }, options) {
      const client = await pbx(accountId)
      const ids = id === null ? (await titled(client, title, options)).map((prompt) => prompt.id) : [id]
      for (const each of ids.slice(0, 1)) {
        // Gone already is as wanted.
        await ifThere(client.deleteSound(each, options))
        copies.forget(accountId, each)
      }
      return null
    },
    outline: outlineOf(deletePromptSchema.pick({ title: true }), ({ title }) => ({ before: title, after: null })),
    inverse({ id }, { prompts: [before] }): Inverse {
      if (!before?.recording) return { irreversible: 'noCopy' }
      const { title, recording: kept } = before
      const intent: CreatePrompt = { operation: 'pbx.createPrompt', title, recording: kept.sha256 }
      const was = id ?? before.id
      return was === null ? { intent } : { intent, anew: { kind: 'prompt', id: was } }
    },
  } satisfies Omit<Operation<Pick<DeletePrompt, 'id' | 'title'>, PromptList>, 'name' | 'intentSchema' | 'check'>

  return [
    {
      ...common,
      name: 'pbx.createPrompt',
      intentSchema: createPromptSchema,
      repeatable: false,
      isUpload: true,
      objectOf: ({ title }) => title,
      read: async (accountId, { title }, options) =>
        asList(accountId, await titled(await pbx(accountId), title, options)),
      // After a lost answer the prompt shows without saying what it sounds like.
      isSame: (left, right) => samePrompts(left, right, false),
      expected: ({ title, recording: sha256 }, { prompts }) => ({
        prompts: [...prompts, { id: null, title, recording: copies.recording(sha256) }],
      }),
      // Files remember a prompt by its title, so there may be only one of a title.
      check: (_accountId, { recording: sha256 }, { prompts }) => [
        ...(prompts.length > 0 ? [problem('title', 'prompt.titleTaken')] : []),
        ...(copies.recording(sha256) ? [] : [problem('recording', 'prompt.copyGone')]),
      ],
      request: ({ title, recording: sha256 }) => preview((file) => pbxRequests.createSound(title, file), sha256),
      async send(accountId, { title, recording: sha256 }, options) {
        const client = await pbx(accountId)
        const { id } = await client.createSound(title, await fileOf(sha256), options)
        copies.keep(accountId, id, sha256)
        return { id }
      },
      resultOf({ recording: sha256 }, before, { prompts }, accountId) {
        const made = madeAmong(before.prompts, prompts)
        const id = madeId(made)
        // Only now is it known as what the recording was uploaded.
        if (id !== null) copies.keep(accountId, id, sha256)
        return made
      },
      inverse: ({ title }, _before, result): Inverse => ({
        intent: { operation: 'pbx.deletePrompt', id: madeId(result), title } satisfies DeletePrompt,
        ...removing('prompt', madeId(result)),
      }),
    },
    {
      ...common,
      name: 'pbx.replacePrompt',
      intentSchema: replacePromptSchema,
      // The same file in the same place.
      repeatable: true,
      isUpload: true,
      // The provider gives no audio back: what is read of the recording is what this console knows to have sent.
      isUnseen: true,
      objectOf: ({ title }) => title,
      read: readOne,
      isSame: (left, right) => samePrompts(left, right, true),
      expected: ({ id, recording: sha256 }, { prompts: [before] }) => ({
        prompts: before ? [{ ...before, id, recording: copies.recording(sha256) }] : [],
      }),
      check: (_accountId, { recording: sha256 }, { prompts }) => [
        ...(prompts.length === 0 ? [problem('', 'prompt.gone')] : []),
        ...(copies.recording(sha256) ? [] : [problem('recording', 'prompt.copyGone')]),
      ],
      request: ({ id, title, recording: sha256 }) =>
        preview((file) => pbxRequests.replaceSound(id, title, file), sha256),
      async send(accountId, { id, title, recording: sha256 }, options) {
        const client = await pbx(accountId)
        await client.replaceSound(id, title, await fileOf(sha256), options)
        copies.keep(accountId, id, sha256)
        return null
      },
      resultOf({ id, recording: sha256 }, _before, _present, accountId) {
        copies.keep(accountId, id, sha256)
        return null
      },
      outline(stored) {
        const { title, recording: sha256 } = replacePromptSchema.parse(withStandIns(stored))
        const after = { prompts: [{ id: null, title, recording: copies.recording(sha256) }] }
        return {
          object: title,
          differences: promptDifferences({ prompts: [{ id: null, title, recording: null }] }, after),
        }
      },
      withIds: (intent, idNow) => ({ ...intent, id: idNow('prompt', intent.id) }),
      inverse({ id, title }, { prompts: [before] }): Inverse {
        return before?.recording
          ? {
              intent: {
                operation: 'pbx.replacePrompt',
                id,
                title,
                recording: before.recording.sha256,
              } satisfies ReplacePrompt,
            }
          : { irreversible: 'noCopy' }
      },
    },
    {
      ...common,
      name: 'pbx.renamePrompt',
      intentSchema: renamePromptSchema,
      repeatable: true,
      objectOf: ({ title }) => title,
      read: readOne,
      isSame: (left, right) => samePrompts(left, right, false),
      expected: ({ wanted }, { prompts }) => ({ prompts: prompts.map((prompt) => ({ ...prompt, title: wanted })) }),
      check: (_accountId, _intent, { prompts }) => (prompts.length === 0 ? [problem('', 'prompt.gone')] : []),
      request: ({ id, wanted }) => asRequest(pbxRequests.renameSound(id, wanted)),
      async send(accountId, { id, wanted }, options) {
        await (await pbx(accountId)).renameSound(id, wanted, options)
        return null
      },
      outline: outlineOf(renamePromptSchema, ({ title, wanted }) => ({ before: title, after: wanted })),
      withIds: (intent, idNow) => ({ ...intent, id: idNow('prompt', intent.id) }),
      inverse: ({ id, title, wanted }): Inverse => ({
        intent: { operation: 'pbx.renamePrompt', id, title: wanted, wanted: title } satisfies RenamePrompt,
      }),
    },
    {
      ...deletion,
      name: 'pbx.deletePrompt',
      intentSchema: deletePromptSchema,
      withIds: (intent, idNow) => ({ ...intent, id: intent.id === null ? null : idNow('prompt', intent.id) }),
      check(accountId, _intent, { prompts }) {
        const users = prompts.flatMap(({ id }) => (id === null ? [] : referrersOf(accountId, 'prompt', id)))
        return users.length > 0 ? [problem('', 'prompt.inUse', { users: listed(users) })] : []
      },
    },
    {
      ...deletion,
      name: 'pbx.withdrawPrompt',
      intentSchema: withdrawPromptSchema,
      // After the steps that take it out of the menu; who else plays it was asked when the way back was planned.
      inTurn: true,
      check: () => [],
    },
  ]
}

const asRequest = ({ method, path, body = null }: PbxRequest): OperationRequest => ({
  method,
  path,
  body,
})
