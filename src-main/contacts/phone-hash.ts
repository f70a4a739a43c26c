/**
 * What is kept of phone numbers that must be known again: the first 53 bits of SHA-256 over a salt of this installation and the
 * digits. It keeps numbers out of sight of whoever opens the data file or a backup; with the salt, which is in the same file, all
 * numbers of a country can be tried, so it is no protection against somebody who wants to.
 */
import { hash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { StateStore } from '../storage/state-store'

const encoder = new TextEncoder()
const saltLength = 32
const saltSchema = z.string().regex(/^[0-9a-f]{32}$/)

/** @returns the salt of this installation. Made once: with another one, people who were called would not be known again. */
export function readSalt(state: StateStore): string {
  const known = state.read('contactSalt', saltSchema)
  const salt = known ?? randomBytes(saltLength / 2).toString('hex')
  if (!known) state.write('contactSalt', salt)
  return salt
}

/** @returns 53 bits as a whole number: exact as a double, and two of a million numbers are the same once in 18,000 files */
export type PhoneHash = (digits: string | Uint8Array) => number

/** @param salt as `readSalt` gives it */
export function createPhoneHash(salt: string): PhoneHash {
  // A text for the input and one of hexadecimal digits for the result would take twice the time of the hash itself.
  const input = new Uint8Array(saltLength + 32)
  encoder.encodeInto(salt, input)
  const inputs = Array.from({ length: 33 }, (_, length) => input.subarray(0, saltLength + length))
  return (digits) => {
    const bytes = inputs[digits.length]
    if (!bytes) throw new RangeError('too many digits')
    if (typeof digits === 'string') encoder.encodeInto(digits, bytes.subarray(saltLength))
    else bytes.set(digits, saltLength)
    const result = hash('sha256', bytes, 'binary')
    const byte = (index: number) => result.charCodeAt(index)
    const high = ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0
    return high * 0x200000 + (((byte(4) << 16) | (byte(5) << 8) | byte(6)) >>> 3)
  }
}
