/** Reading of whole lists, and of objects that may be gone. */
import { AppFailure } from '@shared/domain/app-error'
import type { Page } from './requests'

/** Public programs ask for up to 200 rows; the largest page is not documented. */
const perPage = 100

/**
 * All rows of a list. Rows that move to another page while it is read are not taken twice.
 * @throws what `read` throws
 */
export async function readAll<Row extends { id: number }>(read: (page: Page) => Promise<Row[]>): Promise<Row[]> {
  const rows = new Map<number, Row>()
  for (let page = 1; ; page += 1) {
    const part = await read({ page, perPage })
    for (const row of part) rows.set(row.id, row)
    if (part.length < perPage) return [...rows.values()]
  }
}

/** @returns null when the provider does not know the object. @throws every other failure */
export async function ifThere<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppFailure && error.error.code === 'provider.notFound') return null
    throw error
  }
}
