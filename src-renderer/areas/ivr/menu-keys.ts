import type { MenuEditor } from './useMenuEditor'

/** @returns what a key does together with Ctrl; undefined: nothing. The place of the key counts, not the letter of the layout. */
export function clipboardAction({ code }: KeyboardEvent, { clipboard }: MenuEditor): (() => void) | undefined {
  const actions: Record<string, () => void> = {
    KeyC: clipboard.copySelected,
    KeyX: clipboard.cutSelected,
    KeyV: clipboard.paste,
  }
  return actions[code]
}
