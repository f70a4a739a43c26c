/**
 * What is kept of phone numbers that must be known again: the first 53 bits of SHA-256 over a salt of this installation and the
 * digits. It keeps numbers out of sight of whoever opens the data file or a backup; with the salt, which is in the same file, all
 * numbers of a country can be tried, so it is no protection against somebody who wants to.
 */
import { hash, randomBytes } from 'node:crypto'
import { z } from 'zod'

export const saltSchema = z.string().regex(/^[0-9a-f]{32}$/)

export const createSalt = (): string => randomBytes(16).toString('hex')

/** @returns 53 bits as a whole number: exact as a double, and two of a million numbers are the same once in 18,000 files */
export function phoneHash(salt: string, digits: string): number {
  const hex = hash('sha256', salt + digits, 'hex')
  return Number.parseInt(hex.slice(0, 8), 16) * 0x200000 + (Number.parseInt(hex.slice(8, 14), 16) >>> 3)
}
