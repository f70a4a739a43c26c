/** What the palette finds for what was typed. */
export interface Command {
  group: string
  label: string
}

/**
 * The commands whose label has every typed word at the beginning of one of its own words.
 * Their order stays, so a group is never torn apart and the same words always give the same first entry.
 */
export function matchCommands<Entry extends Command>(commands: readonly Entry[], text: string): Entry[] {
  const typed = words(text)
  return commands.filter(({ label }) => {
    const own = words(label)
    return typed.every((part) => own.some((word) => word.startsWith(part)))
  })
}

const words = (text: string): string[] =>
  text
    .toLocaleLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter(Boolean)
