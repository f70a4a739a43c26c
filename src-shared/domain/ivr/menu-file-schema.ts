/** The JSON Schema of menu files, for editors that complete and check what is typed. Made of the schemas that the program reads with. */
import { z } from 'zod'
import { intervalField, menuFileSchema, promptFields } from './menu-file'
import { menuSchema } from './menu'
import { ivrNames } from './names.text'

/** Beside an exported menu, which refers to it. */
export const menuSchemaFileName = 'switchboard-ivr-menu.schema.json'

/** Prompts and intervals are named in a file; an id stands for one that had no name. */
const reference = { type: ['string', 'integer', 'null'] }
const { menu, rule, context, option } = ivrNames.en
const descriptions: Readonly<Record<string, unknown>> = {
  ...menu,
  ...menu.voicemail,
  ...context,
  ...rule.action,
  ...rule.conditions,
  final: rule.final,
}

/** @returns the schema as plain JSON */
export function menuFileJsonSchema(): object {
  const { $schema, ...described } = z.toJSONSchema(menuFileSchema.extend({ menu: menuSchema }), {
    override({ jsonSchema, path }) {
      const field = String(path.at(-1) ?? '')
      if (path.at(-2) !== 'properties' || !path.includes('menu')) return
      if (promptFields.has(field) || field === intervalField) replaceAll(jsonSchema, reference)
      const description = path.at(-4) === 'options' ? option.digits : descriptions[field]
      if (typeof description !== 'string') return
      jsonSchema.description = description
      // Each of the possible values was described the same before.
      for (const value of jsonSchema.anyOf ?? []) if (typeof value === 'object') delete value.description
    },
  })
  return { $schema, title: 'IVR menu of Switchboard', ...described }
}

function replaceAll(target: object, source: object): void {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key)
  Object.assign(target, source)
}
