/** Small real sound files for the demo prompts. */

/** samples per second, as telephone sound has them */
const rate = 8000

/**
 * A WAV (PCM, 16 bit, mono, 8 kHz) with one short tone after the other.
 * @param tones Hz, each for 300 ms
 */
export function toneWav(tones: readonly number[]): Buffer {
  const perTone = rate * 0.3
  const samples = tones.length * perTone
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples * 2, 40)
  for (const [index, frequency] of tones.entries()) {
    for (let at = 0; at < perTone; at += 1) {
      // Fades at both ends, so that nothing clicks.
      const loudness = 9000 * Math.min(1, at / 200, (perTone - at) / 200)
      const value = Math.sin((2 * Math.PI * frequency * at) / rate) * loudness
      wav.writeInt16LE(Math.round(value), 44 + (index * perTone + at) * 2)
    }
  }
  return wav
}
