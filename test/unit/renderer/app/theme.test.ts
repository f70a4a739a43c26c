/** What is to be read or found must stand out from what is behind it: WCAG 2.2, levels AA of 1.4.3 and 1.4.11. */
import { describe, expect, test } from 'vitest'
import { tokens } from '../../../../src-renderer/app/theme'

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((one, other) => one - other)
  return (light + 0.05) / (dark + 0.05)
}

const words = ['text', 'textMuted', 'accent', 'accentHover', 'success', 'warning', 'danger', 'path'] as const
const grounds = ['canvas', 'surface', 'raised', 'selection', 'hover'] as const

describe.each(['light', 'dark'] as const)('the %s theme', (appearance) => {
  const colours = tokens[appearance]

  test.each(words.flatMap((word) => grounds.map((ground) => [word, ground] as const)))(
    '%s can be read on %s',
    (word, ground) => {
      expect(contrast(colours[word], colours[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(['canvas', 'surface', 'raised'] as const)('the outline of a field is seen on %s', (ground) => {
    expect(contrast(colours.control, colours[ground])).toBeGreaterThanOrEqual(3)
  })
})
