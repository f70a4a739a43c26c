/** Hashes as a column of the database. */

export const toBlob = (hashes: Float64Array): Uint8Array =>
  new Uint8Array(hashes.buffer, hashes.byteOffset, hashes.byteLength)

/** Copied, since a blob may begin anywhere in memory and doubles may not. */
export const fromBlob = (blob: Uint8Array): Float64Array =>
  new Float64Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength) as ArrayBuffer)
