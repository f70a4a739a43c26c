import { inject, provide, type InjectionKey } from 'vue'
import { destinationText } from '@shared/domain/pbx/describe-rule'
import { extensionAt, readDestination, splitDestinations, type Numbering } from '@shared/domain/pbx/destination'
import type { KnownExtension } from '@shared/domain/pbx/call-ways'
import { numberOfName } from '@shared/domain/pbx/extension'

interface DestinationNames {
  /** Extensions to choose from; `value` is what is sent. */
  suggestions(): { value: string; label: string }[]
  /** `101 Reception`, `+7 812 123-45-67` */
  nameOf(destination: string): string
  /** @returns what is sent; a text that is no number is kept as it is */
  read(text: string): string
  /** Takes apart what was typed or pasted as several destinations. @returns each as it is sent */
  readAll(text: string): string[]
}

const key: InjectionKey<DestinationNames> = Symbol('destination names')

/** Makes the extensions of an account known to the fields below. */
export function provideDestinationNames(extensions: () => readonly KnownExtension[], numbering: () => Numbering): void {
  const labelOf = ({ name, label }: KnownExtension): string =>
    [numberOfName(name, numbering().prefix), label].filter((part) => part !== '').join(' ')
  function read(text: string): string {
    const reading = readDestination(text, numbering())
    return 'number' in reading ? reading.number : text.trim()
  }
  const isExtension = (number: string) => extensionAt(number, extensions(), numbering()) !== undefined
  provide(key, {
    suggestions: () =>
      extensions().map((extension) => ({
        value: numberOfName(extension.name, numbering().prefix),
        label: labelOf(extension),
      })),
    nameOf(destination) {
      const found = extensionAt(destination, extensions(), numbering())
      return found?.label ? `${destination} ${found.label}` : destinationText(destination)
    },
    read,
    readAll: (text) => splitDestinations(text, isExtension).map(read),
  })
}

export function useDestinationNames(): DestinationNames {
  const names = inject(key)
  if (!names) throw new Error('destination fields need provideDestinationNames above them')
  return names
}
