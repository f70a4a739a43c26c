/** What a sound file is by its content. Page on the resource sound: WAV that tells its format and is not Float, or MP3; at most 10 MB. */
import type { FindingCode } from '@shared/domain/finding'
import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { mp3Seconds } from './mp3-frames'

export const largestSound = 10 * 1024 * 1024

export type Inspected =
  | ({ ok: true } & Pick<Recording, 'format' | 'seconds'>)
  | { ok: false; code: FindingCode; params: Record<string, string | number> }

/** @param fileName its ending must say what the content is: providers go by it */
export function inspectSound(fileName: string, bytes: Uint8Array<ArrayBuffer>): Inspected {
  if (bytes.length > largestSound) return refused('prompt.tooLarge', { size: (bytes.length / 2 ** 20).toFixed(1) })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isWav = textAt(view, 0) === 'RIFF' && textAt(view, 8) === 'WAVE'
  const seconds = isWav ? null : mp3Seconds(view)
  if (!isWav && seconds === null) return refused('prompt.neither')
  const format = isWav ? 'wav' : 'mp3'
  const ending = /\.[^.]*$/.exec(fileName)?.[0].toLowerCase() ?? ''
  if (ending !== `.${format}`) return refused('prompt.named', { found: format.toUpperCase(), ending: ending || '—' })
  return seconds === null ? inspectWav(view) : { ok: true, format: 'mp3', seconds }
}

const formatFloat = 3
const formatExtensible = 0xfffe

function inspectWav(view: DataView): Inspected {
  const format = chunkOf(view, 'fmt ')
  if (!format || format.byteLength < 16) return refused('prompt.noFormat')
  const tag = format.getUint16(0, true)
  // An extensible format has the real one in the first two bytes of its sub-format.
  const real = tag === formatExtensible && format.byteLength >= 26 ? format.getUint16(24, true) : tag
  if (real === formatFloat) return refused('prompt.float')
  const [channels, frequency, bytesPerSecond, bits] = [
    format.getUint16(2, true),
    format.getUint32(4, true),
    format.getUint32(8, true),
    format.getUint16(14, true),
  ]
  if (!channels || !frequency || !bytesPerSecond || !bits) return refused('prompt.noFormat')
  const length = chunkOf(view, 'data')?.byteLength ?? 0
  return length === 0 ? refused('prompt.noSound') : { ok: true, format: 'wav', seconds: length / bytesPerSecond }
}

/** The content of a RIFF chunk, as far as it is there. */
function chunkOf(view: DataView, name: string): DataView | null {
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true)
    if (textAt(view, at) === name) {
      return new DataView(view.buffer, view.byteOffset + at + 8, Math.min(size, view.byteLength - at - 8))
    }
    // Chunks begin at even places.
    at += 8 + size + (size % 2)
  }
  return null
}

function textAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return ''
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)))
}

const refused = (code: FindingCode, params: Record<string, string | number> = {}): Inspected => ({
  ok: false,
  code,
  params,
})
