/** Sound files for tests. */

interface WavOptions {
  seconds: number
  /** 1: PCM, 3: floats, 6: A-law, 0xfffe: extensible. */
  format?: number
  /** The real format of an extensible one. */
  sub?: number
  bits?: number
  rate?: number
}

export function wav({ seconds, format = 1, sub, bits = 16, rate = 8000 }: WavOptions): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(sub === undefined ? 24 : 48)
  head.write('fmt ', 0, 'latin1')
  head.writeUInt32LE(head.length - 8, 4)
  head.writeUInt16LE(format, 8)
  head.writeUInt16LE(1, 10)
  head.writeUInt32LE(rate, 12)
  head.writeUInt32LE((rate * bits) / 8, 16)
  head.writeUInt16LE(bits / 8, 20)
  head.writeUInt16LE(bits, 22)
  if (sub !== undefined) head.writeUInt16LE(sub, 32)
  const samples = Buffer.alloc((seconds * rate * bits) / 8)
  for (let at = 0; at < samples.length; at += 1) samples[at] = (at * 7) % 251
  const data = Buffer.alloc(8)
  data.write('data', 0, 'latin1')
  data.writeUInt32LE(samples.length, 4)
  const riff = Buffer.alloc(12)
  riff.write('RIFF', 0, 'latin1')
  riff.writeUInt32LE(4 + head.length + 8 + samples.length, 4)
  riff.write('WAVE', 8, 'latin1')
  return new Uint8Array(Buffer.concat([riff, head, data, samples]))
}

/** Silent frames of MPEG 1, layer III, 128 kbit/s, 44.1 kHz. */
export function mp3(frames: number): Uint8Array<ArrayBuffer> {
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb9000)
  return new Uint8Array(Buffer.concat(Array.from({ length: frames }, () => frame)))
}
