/**
 * Secrets that are many and short-lived, such as the SIP passwords of a thousand numbers that wait to be sent: encrypted on
 * disk, with a key that is in the keychain. See docs/decisions/sealed-secrets.md.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { AppFailure } from '@shared/domain/app-error'
import type { Keychain } from './keychain'

export interface Vault {
  /**
   * Without a usable keychain the key is held until the program ends, and what it sealed cannot be opened after that.
   * @param owner what the secrets belong to; they open for nothing else
   */
  seal(owner: string, secrets: readonly string[]): Promise<string>
  /** @throws AppFailure `secret.lost` when the key is gone, `secret.locked` and the like when the keychain gives none */
  open(owner: string, sealed: string): Promise<string[]>
}

interface Dependencies {
  keychain: Keychain
  /** Makes the value known to the redaction of logs and journal, before anything else is done with it. */
  register(secret: string): void
}

const entry = 'vault'
const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/** `key id`, then nonce, tag and text, base64. */
const sealedPattern = /^([0-9a-f]{16}):([A-Za-z0-9+/=]+)$/
const secretsSchema = z.array(z.string())

const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16)

export function createVault({ keychain, register }: Dependencies): Vault {
  /** By id. */
  const keys = new Map<string, Buffer>()
  /** One of them is used to seal. */
  let sealing: Promise<Buffer> | undefined

  const remember = (key: Buffer): Buffer => {
    register(key.toString('base64'))
    keys.set(idOf(key), key)
    return key
  }

  async function stored(): Promise<Buffer | null> {
    const text = await keychain.read(entry)
    return text === null ? null : remember(Buffer.from(text, 'base64'))
  }

  async function keyToSeal(): Promise<Buffer> {
    const fresh = randomBytes(32)
    try {
      const present = await stored()
      if (present) return present
      // A locked Secret Service shows nothing, and says so only when it is written to.
      await keychain.write(entry, fresh.toString('base64'))
    } catch (error) {
      if (!(error instanceof AppFailure)) throw error
    }
    return remember(fresh)
  }

  async function keyOf(id: string): Promise<Buffer> {
    const held = keys.get(id)
    if (held) return held
    await stored()
    const read = keys.get(id)
    if (!read) throw new AppFailure('secret.lost')
    return read
  }

  return {
    async seal(owner, secrets) {
      const key = await (sealing ??= keyToSeal())
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv(algorithm, key, nonce)
      cipher.setAAD(Buffer.from(owner))
      const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
      return `${idOf(key)}:${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`
    },
    async open(owner, sealed) {
      const [, id = '', encoded = ''] = sealedPattern.exec(sealed) ?? []
      const key = await keyOf(id)
      const bytes = Buffer.from(encoded, 'base64')
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength))
        decipher.setAAD(Buffer.from(owner))
        decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
        const text = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()])
        return secretsSchema.parse(JSON.parse(text.toString('utf8')))
      } catch (cause) {
        throw new AppFailure('secret.lost', {}, { cause })
      }
    },
  }
}
