/** IVR menus of a cloud PBX account: what it has, one menu as it is at the provider, and publishing a draft as a reviewed change. */
import { z } from 'zod'
import { findingSchema } from '../domain/finding'
import { arrangementSchema } from '../domain/ivr/arrangement'
import { menuSchema } from '../domain/ivr/menu'
import { promptUploadSchema } from '../domain/ivr/uploads'
import { channel } from './channel'

const uploads = z.array(promptUploadSchema).max(1000)
const empty = z.object({}).strict()
const ofAccount = z.object({ accountId: z.string() })
const ofMenu = ofAccount.extend({ extensionId: z.number().int().positive() })
/** false: what was fetched before, if anything. */
const refresh = z.boolean()

/** What menus refer to. */
export const ivrAccountSchema = z.object({
  /** Digits of every extension number. */
  extensionLength: z.number().int(),
  extensions: z.array(
    z.object({
      id: z.number().int(),
      /** Without the prefix of the company. */
      number: z.string(),
      label: z.string(),
      /** `phone`, `queue`, `ivr`, `fax`, or one that is not known here. */
      type: z.string(),
      blocked: z.boolean(),
    }),
  ),
  sounds: z.array(z.object({ id: z.number().int(), title: z.string() })),
  intervals: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** ms since 1970 */
  fetchedAt: z.number(),
})
export type IvrAccount = z.infer<typeof ivrAccountSchema>

export const ivrChannels = {
  /** @throws what reading the provider throws */
  'ivr.account': channel(ofAccount.extend({ refresh }), ivrAccountSchema),
  /** A menu with everything in it, its contexts as they were arranged. Its progress comes as `ivr.didProgress`. */
  'ivr.read': channel(
    ofMenu.extend({ refresh }),
    z.object({
      menu: menuSchema,
      /** ms since 1970 */
      fetchedAt: z.number(),
      /** The change that published it last, when that did not come to its end and was not taken back; else null. */
      unfinished: z.string().nullable(),
    }),
  ),
  /** Ends a reading under way; its call is answered with `cancelled`. */
  'ivr.cancelRead': channel(ofMenu, empty),
  /** Keeps the order of the contexts in this console: the provider has none, so nothing is published. */
  'ivr.arrange': channel(ofMenu.extend({ contexts: arrangementSchema }), empty),
  /**
   * Saves a menu as YAML or JSON, as the chosen name ends, with the JSON Schema of such files and the recordings of its prompts
   * beside it. null: no place was chosen.
   */
  'ivr.export': channel(
    ofAccount.extend({ number: z.string(), label: z.string(), menu: menuSchema, uploads }),
    z
      .object({
        fileName: z.string(),
        /** Folder with the recordings, beside the file; null: there is none. */
        folderName: z.string().nullable(),
        recordings: z.number().int(),
        /** Titles of prompts whose recording this console does not have. */
        withoutRecording: z.array(z.string()),
      })
      .nullable(),
  ),
  /** Saves a picture of a menu that the window drew. null: no place was chosen. */
  'ivr.savePicture': channel(
    z.object({
      /** Of the menu; the file is called by it. */
      number: z.string().regex(/^\d{1,10}$/),
      picture: z.discriminatedUnion('format', [
        z.object({ format: z.literal('svg'), text: z.string().startsWith('<svg ').max(50_000_000) }),
        /** Begins with the signature of the format. */
        z.object({ format: z.literal('png'), base64: z.base64().startsWith('iVBORw0KGgo').max(100_000_000) }),
      ]),
    }),
    z.object({ fileName: z.string() }).nullable(),
  ),
  /**
   * Reads a menu of a file; prompts and intervals are found by name. Recordings beside the file of prompts that the account lacks are
   * copied into the data folder. null: no file was chosen.
   * @throws `file.unreadable`, `ivr.fileTooBig`, `file.damaged` with `line:column: what is wrong`
   */
  'ivr.import': channel(
    ofAccount,
    z
      .object({
        number: z.string(),
        label: z.string(),
        menu: menuSchema,
        /** Prompts that would be uploaded together with the menu. */
        uploads,
        /** What this account does not have, and is not among the uploads. */
        missing: z.array(
          z.object({
            kind: z.enum(['prompt', 'interval', 'extension']),
            name: z.string(),
            /** Why the recording beside the file is not taken; null: there is none. */
            finding: findingSchema.nullable(),
          }),
        ),
      })
      .nullable(),
  ),
  /**
   * Plans what makes the draft out of the menu that it began with. `changed`: the provider's menu is another one by now, at
   * places that the draft changes too. `begun`: an earlier publishing of this new menu has made its extension and did not come to
   * its end. With either nothing was planned.
   */
  'ivr.publish': channel(
    ofAccount.extend({
      /** null: the menu is not there yet. */
      extensionId: z.number().int().positive().nullable(),
      number: z.string().regex(/^\d{1,10}$/),
      /** Of a new menu. */
      label: z.string().max(200),
      base: menuSchema,
      wanted: menuSchema,
      /** Those that the menu plays are uploaded first. */
      uploads,
    }),
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('planned'), changeId: z.string() }),
      z.object({ outcome: z.literal('unchanged') }),
      z.object({ outcome: z.literal('changed'), present: menuSchema }),
      z.object({ outcome: z.literal('begun'), extensionId: z.number().int() }),
    ]),
  ),
}

export const ivrEvents = {
  /** Contexts read so far; `total` is null until their number is known. */
  'ivr.didProgress': ofMenu.extend({ done: z.number().int(), total: z.number().int().nullable() }),
}
