/**
 * Every request to Exolve as plain data: what the client sends is what a review shows.
 * Source: Exolve's Numbering API; the page of each method is named beside it.
 */
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import type { Json } from '../../http/gateway'
import { toSetCallForwarding } from './forwarding-wire'
import { toWireInteger } from './wire'

export interface ExolveRequest {
  /** Exolve takes every method by POST, reads too. */
  method: 'POST'
  path: string
  body: { [key: string]: Json }
  /** Only reads: no page says of any setter that it may be sent twice. */
  repeatable: boolean
  /** What must never happen twice. */
  singular?: true
}

export interface FreeNumberFilter {
  /** 1104 mobile (DEF), 1105 city (ABC), 1106 federal 8-800 (KDU); the full set comes from the dictionaries. */
  typeId: number
  regionId?: number
  categoryId?: number
  /** `.` or `_` is one digit, `*` or `%` several: `7499%`. */
  mask?: string
  /** true shuffles. Left out by default: a page seen with `false` came back empty. */
  random?: boolean
  limit?: number
  offset?: number
}

export interface OwnedNumberFilter {
  /** Restricts to one application; only then are the answer's forwarding fields filled. */
  applicationId?: string
  typeName?: string
  categoryId?: number
  regionId?: number
  /** Time of purchase, ms since 1970. */
  boughtFrom?: number
  boughtTo?: number
  /** Part of the number. */
  search?: string
  hasSip?: boolean
  limit: number
  offset: number
}

export interface PurchaseOptions {
  /** Transcription of calls. Never together with analytics, which contains it. */
  callTranscription?: boolean
  speechAnalytics?: boolean
}

const read = (path: string, body: ExolveRequest['body']): ExolveRequest => ({
  method: 'POST',
  path,
  body,
  repeatable: true,
})
const write = (path: string, body: ExolveRequest['body']): ExolveRequest => ({
  method: 'POST',
  path,
  body,
  repeatable: false,
})

const writeOnce = (path: string, body: ExolveRequest['body']): ExolveRequest => ({
  ...write(path, body),
  singular: true,
})

/** Exolve refuses fields it does not know and nulls; what is not set is not sent. */
const present = (fields: { [key: string]: Json | undefined }): ExolveRequest['body'] =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== ''),
  )

const timestamp = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString())
const numberCode = (number: string) => toWireInteger(number, '')

/** @throws AppFailure `input.invalid` where a number cannot be carried exactly by JSON. */
export const exolveRequests = {
  /** N-ref: types, categories and regions. */
  listReferences: () => read('/number/reference/v1/GetList', {}),
  /** N-free */
  listFreeNumbers: ({ typeId, regionId, categoryId, mask, random, limit, offset }: FreeNumberFilter) =>
    read(
      '/number/v1/GetFree',
      present({ type_id: typeId, region_id: regionId, category_id: categoryId, random, mask, limit, offset }),
    ),
  /** N-lock. `seconds`: 60 to 600. */
  lockNumber: (number: string, seconds?: number, description?: string) =>
    writeOnce('/number/v1/Lock', present({ number_code: numberCode(number), seconds, description })),
  /** N-unlock. The reservation is what `lockNumber` answered. */
  unlockNumber: (number: string, reservation: number) =>
    write('/number/v1/Unlock', { number_code: numberCode(number), uid: reservation }),
  /** N-buy: costs money. */
  buyNumber: (number: string, reservation: number, options: PurchaseOptions = {}) =>
    writeOnce(
      '/number/v1/Buy',
      present({
        number_code: numberCode(number),
        reserve_uid: reservation,
        call_transcribation: options.callTranscription,
        speech_analytics: options.speechAnalytics,
      }),
    ),
  /** N-delete: gives the number up for good. */
  deleteNumber: (number: string) => writeOnce('/number/v1/Delete', { number_code: numberCode(number) }),
  /** N-list */
  listOwnedNumbers: (filter: OwnedNumberFilter) =>
    read(
      '/number/customer/v1/GetList',
      present({
        application_uuid: filter.applicationId,
        type_name: filter.typeName,
        category_id: filter.categoryId,
        region_id: filter.regionId,
        date_from: timestamp(filter.boughtFrom),
        date_to: timestamp(filter.boughtTo),
        search_filter: filter.search,
        sip_filter: filter.hasSip === undefined ? undefined : filter.hasSip ? 2 : 1,
        limit: filter.limit,
        offset: filter.offset,
      }),
    ),
  /** N-info */
  readNumberInfo: (number: string) => read('/number/customer/v1/GetInfo', { number_code: numberCode(number) }),
  /** N-amd: answering-machine detection of outgoing calls. */
  setAnsweringMachineDetection: (number: string, enabled: boolean) =>
    write('/number/v1/SetAmdState', { number_code: numberCode(number), amd: enabled }),
  /** SetCallForwarding. Forwarding is taken away with `deleteCallForwarding`; type 0 is not documented for that. */
  setCallForwarding: (number: string, forwarding: Exclude<Forwarding, { kind: 'none' }>) =>
    write('/number/v1/SetCallForwarding', toSetCallForwarding(number, forwarding)),
  /** N-del */
  deleteCallForwarding: (number: string) =>
    write('/number/v1/DeleteCallForwarding', { number_code: numberCode(number) }),
  /** N-attr */
  readAttributes: (number: string) => read('/number/v1/GetAttributes', { number_code: numberCode(number) }),
}
