/** Phone numbers in a text for somebody who must not see them. */

/** Digits as people group them, eight at least: shorter ones are extensions, keys and times. */
const phoneLike = /\+?\d(?:[\s()-]{0,2}\d){7,}/g
const keptInFront = 4
const keptAtEnd = 2

/** @returns the text with the middle of each phone number hidden: `+7 812 ***-**-67` */
export const maskNumbers = (text: string): string =>
  text.replace(phoneLike, (number) => {
    const digits = number.replace(/\D/g, '').length
    let position = 0
    return number.replace(/\d/g, (digit) => {
      position += 1
      return position <= keptInFront || position > digits - keptAtEnd ? digit : '*'
    })
  })
