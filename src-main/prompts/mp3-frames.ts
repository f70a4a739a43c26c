/** Length of an MP3, frame by frame, so that a variable bit rate is told rightly. */

/** kbit/s of layer III by the four bits of a header; 0: not a constant rate, or no rate at all. */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0]
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0]
const frequencies1 = [44_100, 48_000, 32_000]

interface Frame {
  /** bytes */
  length: number
  seconds: number
}

/** @returns s; null when there is no frame where the first must be */
export function mp3Seconds(view: DataView): number | null {
  let at = afterTag(view)
  let seconds: number | null = null
  for (let frame = frameAt(view, at); frame; frame = frameAt(view, at)) {
    seconds = (seconds ?? 0) + frame.seconds
    at += frame.length
  }
  return seconds
}

/** Where the first frame must be: behind an ID3v2 tag, when there is one. */
function afterTag(view: DataView): number {
  const isTagged = view.byteLength > 10 && view.getUint16(0) === 0x4944 && view.getUint8(2) === 0x33
  if (!isTagged) return 0
  // Seven bits of each byte count.
  return 10 + [6, 7, 8, 9].reduce((size, offset) => (size << 7) | (view.getUint8(offset) & 0x7f), 0)
}

function frameAt(view: DataView, at: number): Frame | null {
  if (at + 4 > view.byteLength) return null
  const header = view.getUint32(at)
  const version = (header >>> 19) & 3
  const isFrame = header >>> 21 === 0x7ff && version !== 1 && ((header >>> 17) & 3) === 1
  if (!isFrame) return null
  const isVersion1 = version === 3
  const rate = (isVersion1 ? rates1 : rates2)[(header >>> 12) & 15] ?? 0
  const base = frequencies1[(header >>> 10) & 3]
  if (rate === 0 || base === undefined) return null
  // MPEG 2 halves the frequency, 2.5 quarters it.
  const frequency = isVersion1 ? base : version === 2 ? base / 2 : base / 4
  const samples = isVersion1 ? 1152 : 576
  const padding = (header >>> 9) & 1
  return { length: Math.floor(((samples / 8) * rate * 1000) / frequency) + padding, seconds: samples / frequency }
}
