/** `npm run schemas`: writes the JSON Schemas of the files that the program exports into `resources/schemas`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'

await import('../test/runtime/source.ts')
const { menuFileJsonSchema, menuSchemaFileName } = await import('../src-shared/domain/ivr/menu-file-schema.ts')

const folder = join(import.meta.dirname, '..', 'resources', 'schemas')
const path = join(folder, menuSchemaFileName)
await mkdir(folder, { recursive: true })
const options = await resolveConfig(path)
await writeFile(path, await format(JSON.stringify(menuFileJsonSchema()), { ...options, filepath: path }))
