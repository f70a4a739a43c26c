import { join } from 'node:path'
import prettier from 'eslint-config-prettier'
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

/** Modules that only one file may import; everybody else calls that file. */
const guarded = [
  { name: 'keytar', only: 'src-main/accounts/keychain.ts', message: 'Secrets go through accounts/secret-store.ts.' },
  { name: 'axios', only: 'src-main/http/axios-gateway.ts', message: 'Requests go through Gateway.send.' },
]

/** Names of `electron` that only one file may import. */
const guardedElectron = [
  { name: 'ipcMain', only: 'src-main/ipc/bind.ts', message: 'Add a channel to the contract and a handler in ipc/.' },
  { name: 'ipcRenderer', only: 'src-main/preload.ts', message: 'Use the typed client of the window.' },
  { name: 'net', only: 'src-main/index.ts', message: 'Requests go through Gateway.send.' },
  { name: 'shell', only: 'src-main/window/external-links.ts', message: 'Links go through openExternalLink.' },
]

const restrictedImports = (file, patterns = [], allowElectron = true) => [
  'error',
  {
    paths: [
      ...guarded.filter(({ only }) => only !== file).map(({ name, message }) => ({ name, message })),
      ...(allowElectron
        ? guardedElectron
            .filter(({ only }) => only !== file)
            .map(({ name, message }) => ({ name: 'electron', importNames: [name], message }))
        : [{ name: 'electron', message: 'Only window/, ipc/, preload.ts and index.ts know Electron; hand it in.' }]),
    ],
    patterns,
  },
]

const electronFiles = ['src-main/window/**', 'src-main/ipc/bind.ts', 'src-main/preload.ts', 'src-main/index.ts']
const guardedFiles = [...guarded, ...guardedElectron].map(({ only }) => only)

const nodeOrElectron = {
  regex: '^(electron|keytar|axios|node:.*)$',
  message: 'Only src-main touches Node and Electron.',
}

/** `zone('a', ['b'], …)`: nothing in src-main/a may import src-main/b. */
const zone = (folder, forbidden, message) => ({
  target: `./src-main/${folder}`,
  from: forbidden.map((name) => `./src-main/${name}`),
  message,
})
const upper = ['index.ts', 'ipc', 'window']
const middle = [
  'changes',
  'accounts',
  'numbers',
  'snapshots',
  'imports',
  'schedules',
  'overrides',
  'buying',
  'contacts',
  'twin',
  'autocall',
  'prompts',
  'pbx',
  'pbx-snapshots',
  'call-flow',
  'ivr',
]
/** A room of the middle: of its neighbours it may import those that it uses. */
const room = (folder, uses = []) =>
  zone(
    folder,
    [...upper, ...middle.filter((name) => name !== folder && !uses.includes(name)), 'sandbox'],
    'Let index.ts hand it in.',
  )

export default tseslint.config(
  { ignores: ['out', 'node_modules', 'test-results', 'coverage'] },
  ...tseslint.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.vue'] } },
    rules: {
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-bare-strings-in-template': 'error',
    },
  },
  {
    plugins: { 'import-x': importX },
    // Without it no path of ours is resolved, and the zones below would hold nobody to anything.
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.vue', '.js', '.mjs'],
          alias: { '@shared': [join(import.meta.dirname, 'src-shared')] },
        }),
      ],
    },
    rules: {
      'max-lines': ['error', { max: 420, skipBlankLines: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            {
              target: './src-shared',
              from: ['./src-main', './src-renderer', './test'],
              message: 'src-shared stands alone.',
            },
            {
              target: './src-renderer',
              from: ['./src-main', './test'],
              message: 'The window reaches main through the contract.',
            },
            {
              target: './src-main',
              from: ['./src-renderer', './test'],
              message: 'Main reaches the window through events.',
            },
            zone('ipc', ['index.ts', 'window', 'sandbox'], 'Let index.ts hand it in.'),
            zone('window', ['index.ts', 'ipc', ...middle, 'providers', 'http', 'sandbox'], 'Let index.ts hand it in.'),
            room('imports', ['changes']),
            room('contacts', ['changes', 'imports']),
            room('changes'),
            room('accounts'),
            room('numbers'),
            room('snapshots', ['changes']),
            room('call-flow', ['changes', 'numbers', 'pbx']),
            room('schedules', ['changes', 'numbers', 'snapshots']),
            room('overrides', ['changes', 'snapshots', 'schedules']),
            room('buying', ['changes']),
            room('autocall'),
            room('prompts'),
            room('ivr', ['changes']),
            room('twin', ['changes', 'imports', 'contacts', 'snapshots']),
            room('pbx', ['changes']),
            room('pbx-snapshots', ['changes', 'pbx', 'snapshots']),
            zone('providers', [...upper, ...middle, 'storage', 'sandbox'], 'Clients know HTTP and nothing else.'),
            zone('http', [...upper, ...middle, 'providers', 'storage', 'sandbox'], 'Let index.ts hand it in.'),
            zone('storage', [...upper, ...middle, 'providers', 'http', 'sandbox'], 'Let index.ts hand it in.'),
            zone('files', [...upper, ...middle, 'providers', 'http', 'storage', 'sandbox'], 'Let index.ts hand it in.'),
            zone(
              'sandbox',
              [...upper, ...middle, 'providers', 'http', 'storage'],
              'The sandbox is written from the documents, apart from our clients.',
            ),
          ],
        },
      ],
    },
  },
  { files: ['src-main/**/*.ts'], rules: { 'no-restricted-imports': restrictedImports('', [], false) } },
  // A promise that nobody waits for takes its failure with it. These rules need types, which take a while to read: for main they are worth it.
  {
    files: ['src-main/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  { files: electronFiles, rules: { 'no-restricted-imports': restrictedImports('') } },
  ...guardedFiles.map((file) => ({
    files: [file],
    rules: {
      'no-restricted-imports': restrictedImports(
        file,
        [],
        electronFiles.includes(file) || file.startsWith('src-main/window/'),
      ),
    },
  })),
  {
    files: ['src-renderer/**/*.{ts,vue}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'naive-ui', importNames: ['NSelect'], message: 'Screen readers need components/SelectBox.' }],
          patterns: [nodeOrElectron],
        },
      ],
    },
  },
  {
    files: ['src-renderer/components/SelectBox.vue'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeOrElectron] }] },
  },
  {
    files: ['src-shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(electron|keytar|axios|node:.*|vue.*|naive-ui|pinia)$',
              message: 'src-shared is plain TypeScript.',
            },
          ],
        },
      ],
    },
  },
  { files: ['scripts/**', 'test/**', 'playwright.config.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  prettier,
)
