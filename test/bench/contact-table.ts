/** A table of contacts as people have them: numbers written in several ways, some of them twice, some wrong. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

export const contactHeader = 'Телефон;Имя;ID;Пояс\n'

/** The numbers of all operators, in no order. */
const mobile = (index: number): string => String(9_000_000_000 + ((index * 611_953) % 999_999_937))

/** @returns one row; every 40th repeats a number, every 200th is no number */
function contactRow(index: number): string {
  const national = mobile(index % 40 === 39 ? index - 20 : index)
  const [area, first, second, third] = [
    national.slice(0, 3),
    national.slice(3, 6),
    national.slice(6, 8),
    national.slice(8),
  ]
  const phone =
    index % 200 === 199
      ? 'нет'
      : index % 4 === 0
        ? `+7${national}`
        : index % 4 === 1
          ? `8${national}`
          : index % 4 === 2
            ? `+7 (${area}) ${first}-${second}-${third}`
            : `8 ${area} ${first}-${second}-${third}`
  return `${phone};Имя ${index % 1000};${index};UTC+${3 + (index % 8)}\n`
}

export async function writeContacts(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  file.write(contactHeader)
  for (let index = 0; index < rows; index += 1) {
    if (!file.write(contactRow(index))) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}
