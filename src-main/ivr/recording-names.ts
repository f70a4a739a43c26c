import type { Recording } from '@shared/domain/pbx/prompt-intent'

interface Titled {
  id: number
  title: string
  recording: Recording
}

/** Characters; of four bytes each they fit the 255 bytes of a name. */
const lengthMaximum = 60
const forbidden = /[/\\:*?"<>|\p{Cc}\p{Cf}]/gu
/** Devices of Windows, whatever the ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** @returns each with a file name made of its title, no two alike even where case does not count */
export function recordingNames(prompts: readonly Titled[]): (Titled & { name: string })[] {
  const taken = new Set<string>()
  return prompts.map((prompt) => {
    const { title, recording } = prompt
    const plain = title.normalize('NFC').replace(forbidden, ' ').replace(/\s+/g, ' ').trim()
    const stem =
      [...plain]
        .slice(0, lengthMaximum)
        .join('')
        .replace(/^\.+|[. ]+$/g, '') || 'prompt'
    const safe = reserved.test(stem) ? `${stem} -` : stem
    let name = `${safe}.${recording.format}`
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${safe} (${count}).${recording.format}`
    taken.add(name.toLowerCase())
    return { ...prompt, name }
  })
}
