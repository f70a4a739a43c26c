/** The published schema of menu files is the one that the program reads with, and what the program writes fits it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { toMenuFile, type Directory } from '@shared/domain/ivr/menu-file'
import { menuFileJsonSchema, menuSchemaFileName } from '@shared/domain/ivr/menu-file-schema'
import { menuTemplate } from '@shared/domain/ivr/templates'
import { presentMenu } from '../domain/ivr/arbitrary-menu'
import { workedExample } from '../domain/ivr/menus'

const path = join(import.meta.dirname, '../../../resources/schemas', menuSchemaFileName)
const published = z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(path, 'utf8')))
const directory: Directory = { sounds: [{ id: 51, title: 'hello' }], intervals: [], extensions: [], extensionLength: 3 }

it('is what `npm run schemas` writes', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(menuFileJsonSchema())))
})

it('takes what the program writes, with and without names, and refuses other things', () => {
  const validator = z.fromJSONSchema(published)
  const isTaken = (value: unknown) => validator.safeParse(value).success
  const example = toMenuFile(workedExample, '071', 'example', directory)
  expect(isTaken(example)).toBe(true)
  expect(isTaken(toMenuFile(menuTemplate('callBack', 'ru'), '071', '', directory))).toBe(true)
  fc.assert(
    fc.property(presentMenu, (menu) => {
      expect(isTaken(toMenuFile(menu, '071', 'menu', directory))).toBe(true)
    }),
    { numRuns: 30 },
  )
  expect(isTaken({ ...example, version: 2 })).toBe(false)
  expect(isTaken({ ...example, menu: { ...example.menu, contexts: [{ key: 1 }] } })).toBe(false)
})
