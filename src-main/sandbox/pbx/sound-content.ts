/** Whether an uploaded file is what the page on the resource sound takes: WAV that names its format and is not Float, or MP3. */

/** @returns why it is refused; null when it is fine. The words are assumed, the rules are not. */
export function wrongSound(filename: string, bytes: Buffer): string | null {
  if (/\.wav$/i.test(filename)) return wrongWav(bytes)
  if (/\.mp3$/i.test(filename)) return hasMp3Frame(bytes) ? null : 'no MP3 frame'
  return 'must be WAV or MP3'
}

const formatFloat = 3
const formatExtensible = 0xfffe

function wrongWav(bytes: Buffer): string | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    return 'no WAV header'
  }
  const format = chunk(bytes, 'fmt ')
  if (!format || format.length < 16) return 'WAV without format data'
  const tag = format.readUInt16LE(0)
  // An extensible format keeps the real one in the first two bytes of its sub-format.
  const real = tag === formatExtensible && format.length >= 26 ? format.readUInt16LE(24) : tag
  if (real === formatFloat) return 'Float-encoded WAV is not supported'
  const complete = [2, 4, 14].every((at) => format.readUInt16LE(at) > 0)
  if (!complete) return 'WAV without channels, frequency or bit rate'
  return chunk(bytes, 'data') ? null : 'WAV without sound'
}

/** Content of a RIFF chunk. */
function chunk(bytes: Buffer, name: string): Buffer | null {
  let at = 12
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(at + 4)
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(at + 8, at + 8 + size)
    at += 8 + size + (size % 2)
  }
  return null
}

/** A frame header of layer III with a real bit rate and frequency, behind an ID3 tag or at the start. */
function hasMp3Frame(bytes: Buffer): boolean {
  const tagged = bytes.length > 10 && bytes.toString('latin1', 0, 3) === 'ID3'
  const size = [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | ((bytes[at] ?? 0) & 0x7f), 0)
  const at = tagged ? 10 + size : 0
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  const isSync = first === 0xff && (second & 0xe0) === 0xe0
  const isLayer3 = (second & 0x18) !== 0x08 && (second & 0x06) === 0x02
  const isRate = third >> 4 !== 0 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c
  return isSync && isLayer3 && isRate
}
