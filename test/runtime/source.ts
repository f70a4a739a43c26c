/** `node --import ./test/runtime/source.ts file.ts`: runs the project's own sources, whose imports name no extension. */
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const shared = new URL('../../src-shared/', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    const base = specifier.startsWith('@shared/')
      ? new URL(specifier.slice('@shared/'.length), shared)
      : /^\.{1,2}\//.test(specifier) && context.parentURL?.startsWith('file:')
        ? new URL(specifier, context.parentURL)
        : null
    const found = base && [base.href + '.ts', base.href + '/index.ts'].find((url) => existsSync(fileURLToPath(url)))
    return next(found ?? specifier, context)
  },
})
