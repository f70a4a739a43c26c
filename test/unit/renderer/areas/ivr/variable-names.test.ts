import { expect, test } from 'vitest'
import { completions } from '../../../../../src-renderer/areas/ivr/forms/variable-names'

const names = ['language', 'level', 'caller_id_number']

test.each([
  ['', []],
  ['$', ['${language}', '${level}', '${caller_id_number}']],
  ['Call ${le', ['Call ${level}']],
  // In the middle of what is written already.
  ['${la from ${level}', ['${language} from ${level}']],
  ['${level} costs 5$ more', []],
  ['${level}', []],
])('%s in a text', (text, wanted) => {
  expect(completions('filledText', text, names)).toEqual(wanted)
})

test('a field of one variable takes its name', () => {
  expect(completions('variable', 'l', names)).toEqual(['language', 'level'])
  expect(completions('variable', 'level', names)).toEqual([])
})
