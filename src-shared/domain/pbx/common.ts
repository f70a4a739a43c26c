/** What the models of the cloud PBX share. Source of all of them: the pages of the API "ver1.0". */
import { z } from 'zod'

/** The API counts in 64 bits. An id that a number cannot hold exactly is refused, never rounded: it would name another object. */
export const pbxIdSchema = z.int().positive()

/** Fields of an answer that our models do not know, under their names on the wire: kept, so that writing back loses nothing. */
export const restSchema = z.record(z.string(), z.json())
export type Rest = z.infer<typeof restSchema>
