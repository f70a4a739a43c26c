/** Every text of the window is shown somewhere: a key that no source names is left over. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { i18n } from '../../../src-renderer/i18n'

const project = join(import.meta.dirname, '../../..')

function sources(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue)$/.test(name) && !/texts?\.ts$/.test(name))
    .map((name) => readFileSync(join(project, folder, name), 'utf8'))
}

function keysOf(texts: object, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([name, text]: [string, unknown]) =>
    typeof text === 'object' && text !== null ? keysOf(text, `${prefix}${name}.`) : [`${prefix}${name}`],
  )
}

it('no text of the window is left over', () => {
  // Texts themselves name nothing.
  const source = [...sources('src-renderer'), ...sources('src-shared')].join('\n')
  const named = new Set([...source.matchAll(/['"`]([A-Za-z]\w*(?:\.\w+)*)['"`]/g)].map(([, name]) => name ?? ''))
  // `ivr.views.${view}` names all views; of `ivr.${key}`, which would name nearly everything, only words of the program.
  const patterns = [...source.matchAll(/`([A-Za-z]\w*\.(?:[\w.]|\$\{[^`]*?\})*)`/g)]
    .map(([, template]) => template ?? '')
    .filter((template) => template.includes('${'))
    .map((template) => ({
      isWide: /^\w+\.\$\{[^}]*\}$/.test(template),
      form: new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{.*?\}/g, '([^.]+)')}$`),
    }))
  const isBuilt = (key: string) =>
    patterns.some(({ form, isWide }) => {
      const found = form.exec(key)
      return found !== null && (!isWide || named.has(found[1] ?? ''))
    })
  const keys = keysOf(i18n.global.getLocaleMessage('en'))
  expect(keys.filter((key) => !named.has(key) && !isBuilt(key))).toEqual([])
})
