/** The found numbers, filtered and sorted by the reader. */
import { z } from 'zod'
import type { Output, ParsedInput } from '@shared/contract'
import type { FreeNumberSort } from '@shared/contract/buying'
import type { Reader } from '../storage/reader'
import { freeNumberColumns, parseFreeNumber } from './buying-store'

const columns: Record<FreeNumberSort['key'], string> = {
  number: 'number',
  region: 'region',
  category: 'category',
  installFee: 'install_fee',
  subscriptionFee: 'subscription_fee',
}
const totalSchema = z.tuple([z.object({ total: z.number() })])

export async function queryFreeNumbers(
  reader: Reader,
  { accountId, filter, sort, offset, limit }: ParsedInput<'buying.found'>,
): Promise<Output<'buying.found'>> {
  const digits = filter.text.replaceAll(/\D/g, '')
  const parts: [sql: string, ...parameters: (string | number)[]][] = [
    ['account_id = ?', accountId],
    ...(digits === '' ? [] : [['instr(number, ?)', digits] as [string, string]]),
    ...(filter.installFee === null ? [] : [['install_fee <= ?', filter.installFee] as [string, number]]),
    ...(filter.subscriptionFee === null ? [] : [['subscription_fee <= ?', filter.subscriptionFee] as [string, number]]),
  ]
  const condition = parts.map(([sql]) => sql).join(' AND ')
  const parameters = parts.flatMap(([, ...values]) => values)
  const direction = sort.descending ? 'DESC' : 'ASC'
  const [[{ total }], rows] = await Promise.all([
    reader.all(`SELECT COUNT(*) AS total FROM free_numbers WHERE ${condition}`, parameters).then(totalSchema.parse),
    reader.all(
      `SELECT ${freeNumberColumns} FROM free_numbers WHERE ${condition}
       ORDER BY ${columns[sort.key]} ${direction}, number ${direction} LIMIT ? OFFSET ?`,
      [...parameters, limit, offset],
    ),
  ])
  return { total, rows: rows.map(parseFreeNumber) }
}
