/** The present state of one number, asked of Exolve (pages customer/v1/GetInfo and GetAttributes). */
import type { NumberDetail } from '@shared/contract/numbers'
import type { ExolveClient } from '../providers/exolve/client'
import { summaryOf } from './forwarding-summary'

/** @throws what the client throws */
export async function readNumberDetail(
  exolve: Pick<ExolveClient, 'readNumberInfo' | 'readAttributes'>,
  number: string,
  now: () => number,
): Promise<NumberDetail> {
  const [info, attributes] = await Promise.all([exolve.readNumberInfo(number), exolve.readAttributes(number)])
  return { info: { ...info, ...summaryOf(attributes.present.forwarding) }, ...attributes, readAt: now() }
}
