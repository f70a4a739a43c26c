/** Extensions and public numbers of a cloud PBX. Pages: extension, did. */
import { pbxIntentSchemas, type PbxIntent } from '@shared/contract/intents/pbx'
import type { Finding } from '@shared/domain/finding'
import type { RuleContext } from '@shared/domain/pbx/check-rule'
import { withNames } from '@shared/domain/pbx/difference-names'
import { checkExtensionSettings, checkNewExtension } from '@shared/domain/pbx/check-extension'
import { extensionSchema, isKnownExtensionType, settingsOf, type Extension } from '@shared/domain/pbx/extension'
import { publicNumberSchema, type PublicNumber } from '@shared/domain/pbx/public-number'
import { pbxRequests } from '../../providers/pbx/requests'
import { ifThere, readWholeList } from '../../providers/pbx/lists'
import type { Operation, RequestOptions } from '../operation'
import { problem } from './pbx-common'
import { withStandIns } from '../references'
import { gone, inUse, pbxOperation, type PbxDeps, type PbxResource, type Presence } from './pbx-resource'

export interface ExtensionDeps extends PbxDeps {
  /** Digits of every extension of the company; null: not fetched yet. */
  extensionLengthOf(accountId: string): number | null
}

/** The number behind the prefix: `071` of `000*071`. */
const numberOf = (name: string): string => name.slice(name.lastIndexOf('*') + 1)

const extension: PbxResource<Extension> = {
  objectKind: 'extension',
  valueSchema: extensionSchema,
  prefix: 'extension',
  shown: ({ name, type, ...value }) => ({ number: numberOf(name), type, ...settingsOf(value) }),
}

export function pbxExtensions(
  deps: ExtensionDeps,
): [
  Operation<PbxIntent<'createExtension'>, { present: Extension | null }>,
  Operation<PbxIntent<'updateExtension'>, { present: Extension | null }>,
  Operation<PbxIntent<'deleteExtension'>, { present: Extension | null }>,
] {
  const lists = createListMemory()
  const readById = async (accountId: string, { id }: { id: number }, options: RequestOptions) =>
    ifThere((await deps.pbx(accountId)).readExtension(id, options))
  const readList = async (accountId: string, options: RequestOptions) => {
    const { listExtensions } = await deps.pbx(accountId)
    return lists.read(accountId, () => readWholeList(listExtensions, options))
  }

  return [
    pbxOperation<PbxIntent<'createExtension'>, Extension>(extension, {
      name: 'pbx.createExtension',
      intentSchema: pbxIntentSchemas.createExtension,
      objectOf: ({ wanted }) => wanted.number,
      async read(accountId, { wanted }, options) {
        const client = await deps.pbx(accountId)
        const made = lists.madeAs(accountId, wanted.number)
        const present = made === undefined ? null : await ifThere(client.readExtension(made, options))
        if (present) return present
        const all = await readList(accountId, options)
        return all.find(({ name }) => numberOf(name) === wanted.number) ?? null
      },
      expected: ({ wanted: { number, type, ...settings } }) => ({
        id: 1,
        name: number,
        type,
        ...settings,
        createdAt: '',
        rest: {},
      }),
      check: (accountId, { wanted }, before) => [
        ...checkNewExtension(wanted, deps.extensionLengthOf(accountId)),
        ...(before ? [problem('number', 'pbx.extensionTaken', { label: before.label })] : []),
      ],
      request: ({ wanted }) => pbxRequests.createExtension(wanted),
      async send(accountId, { wanted }, options) {
        const client = await deps.pbx(accountId)
        try {
          const { id } = await client.createExtension(wanted, options)
          lists.made(accountId, wanted.number, id)
          return { id }
        } catch (error) {
          // It may be there all the same.
          lists.forget(accountId)
          throw error
        }
      },
      inverse: ({ wanted }, _before, id) =>
        id === undefined
          ? { afterwards: true }
          : { intent: { operation: 'pbx.deleteExtension', id, number: wanted.number } },
    }),
    pbxOperation<PbxIntent<'updateExtension'>, Extension>(extension, {
      name: 'pbx.updateExtension',
      intentSchema: pbxIntentSchemas.updateExtension,
      // The same settings a second time change nothing more.
      repeatable: true,
      objectOf: ({ number }) => number,
      // A file's rows are planned on one list, for an hour has only so many requests; what is sent is judged by the extension itself.
      async read(accountId, intent, options) {
        const isOneOfMany = options.step === undefined && lists.isAskedForMany(accountId)
        const all = isOneOfMany ? await readList(accountId, options) : []
        return all.find(({ id }) => id === intent.id) ?? readById(accountId, intent, options)
      },
      expected: ({ settings }, before) => before && { ...before, ...settings },
      check: (_accountId, { settings }, before) => [
        ...gone(before),
        ...(before && !isKnownExtensionType(before.type)
          ? [problem('', 'pbx.typeReadOnly', { type: before.type })]
          : []),
        ...checkExtensionSettings(settings),
      ],
      request: ({ id, settings }) => pbxRequests.updateExtension(id, settings),
      async send(accountId, { id, settings }, options) {
        await (await deps.pbx(accountId)).updateExtension(id, settings, options)
        lists.forget(accountId)
        return null
      },
      inverse: ({ id, number }, before) =>
        before
          ? { intent: { operation: 'pbx.updateExtension', id, number, settings: settingsOf(before) } }
          : { irreversible: 'gone' },
    }),
    pbxOperation<PbxIntent<'deleteExtension'>, Extension>(extension, {
      name: 'pbx.deleteExtension',
      intentSchema: pbxIntentSchemas.deleteExtension,
      repeatable: true,
      objectOf: ({ number }) => number,
      read: readById,
      expected: () => null,
      check: (accountId, { id }, before): Finding[] => [
        ...inUse(deps, accountId, 'extension', id),
        ...(before ? [{ ...problem('', 'pbx.extensionTakesAlong'), severity: 'warning' as const }] : []),
      ],
      request: ({ id }) => pbxRequests.deleteExtension(id),
      async send(accountId, { id }, options) {
        await (await deps.pbx(accountId)).deleteExtension(id, options)
        lists.forget(accountId)
        return null
      },
      // What went along with it, its rules, menu and SIP password, does not come back.
      inverse: () => ({ irreversible: 'extension' }),
    }),
  ]
}

/** Objects asked for within the age of a list from which on a list costs less. */
const manyAtOnce = 4
/** ms that a list may be old: adding a hundred extensions must not read all of them before each. */
const listAge = 5_000

/** The list of an account's extensions, read once for many steps, and the ids of those that this program has made. */
function createListMemory() {
  const held = new Map<string, { at: number; list: Promise<Extension[]> }>()
  const ids = new Map<string, number>()
  const asked = new Map<string, { since: number; count: number }>()
  const keyOf = (accountId: string, number: string) => `${accountId}/${number}`
  return {
    read(accountId: string, list: () => Promise<Extension[]>): Promise<Extension[]> {
      const found = held.get(accountId)
      if (found && performance.now() - found.at < listAge) return found.list
      const started = { at: performance.now(), list: list() }
      held.set(accountId, started)
      started.list.catch(() => {
        if (held.get(accountId) === started) held.delete(accountId)
      })
      return started.list
    },
    /** @returns true when several others of the account were asked for just now */
    isAskedForMany(accountId: string): boolean {
      const now = performance.now()
      const known = asked.get(accountId)
      const counted = known && now - known.since < listAge ? known : { since: now, count: 0 }
      counted.count += 1
      asked.set(accountId, counted)
      return counted.count >= manyAtOnce
    },
    /** Reading it back is then one request for this extension, not one for the whole list. */
    made(accountId: string, number: string, id: number): void {
      ids.set(keyOf(accountId, number), id)
    },
    madeAs: (accountId: string, number: string) => ids.get(keyOf(accountId, number)),
    forget(accountId: string): void {
      held.delete(accountId)
    },
  }
}

export interface PublicNumberDeps extends Pick<PbxDeps, 'pbx'> {
  /** The extensions of the account, as far as it was fetched. */
  ruleContext(accountId: string, extensionId: number): RuleContext
}

export const pbxPublicNumbers = (
  deps: PublicNumberDeps,
): Operation<PbxIntent<'routePublicNumber'>, Presence<PublicNumber>> =>
  pbxOperation(publicNumberResource(deps), {
    name: 'pbx.routePublicNumber',
    intentSchema: pbxIntentSchemas.routePublicNumber,
    repeatable: true,
    objectOf: ({ number }) => number,
    outline(stored) {
      const { number, extensionId } = pbxIntentSchemas.routePublicNumber.parse(withStandIns(stored))
      return {
        object: number,
        differences: [
          { path: 'publicNumber.extension', before: null, after: extensionId === null ? null : `${extensionId}` },
        ],
      }
    },
    read: async (accountId, { id }, options) => ifThere((await deps.pbx(accountId)).readPublicNumber(id, options)),
    expected: ({ extensionId }, before) => before && { ...before, extensionId },
    check: (_accountId, _intent, before) => gone(before),
    request: ({ id, extensionId }) => pbxRequests.routePublicNumber(id, extensionId),
    async send(accountId, { id, extensionId }, options) {
      await (await deps.pbx(accountId)).routePublicNumber(id, extensionId, options)
      return null
    },
    inverse: ({ id, number }, before) => ({
      intent: { operation: 'pbx.routePublicNumber', id, number, extensionId: before?.extensionId ?? null },
    }),
  })

const publicNumberResource = ({ ruleContext }: PublicNumberDeps): PbxResource<PublicNumber> => ({
  objectKind: 'publicNumber',
  valueSchema: publicNumberSchema,
  prefix: 'publicNumber',
  shown: ({ number, extensionId }) => ({ number, extension: extensionId }),
  named: (differences, accountId) => withNames(differences, ruleContext(accountId, 0)),
})
