/** Every name of Electron that the program uses must be in the stand-in: read from the sources, with TypeScript's own eyes. */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import electron from '../../runtime/electron'

const window = new electron.BrowserWindow()
const project = resolve(import.meta.dirname, '../../..')

/** Where the stand-in has the members of each of Electron's types. What it has no object for cannot be used at all. */
const implemented: Record<string, object> = {
  App: electron.app,
  'typeof BrowserWindow': electron.BrowserWindow,
  BrowserWindow: window,
  Clipboard: electron.clipboard,
  CommandLine: electron.app.commandLine,
  Dialog: electron.dialog,
  IpcMain: electron.ipcMain,
  'typeof Menu': electron.Menu,
  Menu: electron.Menu.prototype,
  NativeTheme: electron.nativeTheme,
  Net: electron.net,
  PowerMonitor: electron.powerMonitor,
  Protocol: electron.protocol,
  Screen: electron.screen,
  Session: electron.session.defaultSession,
  'typeof Session': electron.session,
  Shell: electron.shell,
  WebContents: window.webContents,
}

/** Plain data that Electron hands over or takes: the stand-in's own types are checked against it by the compiler. */
const isData = (type: string) =>
  /^\{|(Options|Details|Event|Params|Rectangle|Display|Item|WebFrameMain|ReturnValue)$/.test(type)

function usedMembers(): Set<string> {
  const folder = join(project, 'src-main')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
  const config = ts.readConfigFile(join(project, 'tsconfig.json'), ts.sys.readFile).config as {
    compilerOptions: object
  }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, project)
  const program = ts.createProgram(files, { ...options, types: ['node'] })
  const checker = program.getTypeChecker()
  const used = new Set<string>()

  const ofElectron = (symbol: ts.Symbol | undefined) =>
    symbol?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith('electron/electron.d.ts'))

  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ofElectron(checker.getSymbolAtLocation(node.name))) {
      const type = checker.getTypeAtLocation(node.expression)
      used.add(`${checker.typeToString(checker.getNonNullableType(type)).replace(/^Electron\./, '')}.${node.name.text}`)
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [event] = node.arguments
      const owner = checker
        .typeToString(checker.getTypeAtLocation(node.expression.expression))
        .replace(/^Electron\./, '')
      if (
        ['on', 'once'].includes(node.expression.name.text) &&
        event &&
        ts.isStringLiteral(event) &&
        owner in implemented
      )
        used.add(`${owner}.on('${event.text}')`)
    }
    ts.forEachChild(node, visit)
  }
  // The preload's Electron is the page's side of the stand-in, which refuses by itself what it does not have.
  for (const file of program.getSourceFiles())
    if (files.includes(resolve(file.fileName)) && !file.fileName.endsWith('preload.ts')) visit(file)
  return used
}

function isImplemented(member: string): boolean {
  const [, owner = '', name = '', event] = /^(.*)\.(\w+)(?:\('(.*)'\))?$/.exec(member) ?? []
  // `process` is Node's own; Electron only adds to it.
  if (isData(owner) || owner === 'Process') return true
  const target = implemented[owner]
  if (!target) return false
  if (event === undefined) return name in target
  return (target as { knownEvents: readonly string[] }).knownEvents.includes(event)
}

test('the stand-in has everything of Electron that main uses', () => {
  const used = [...usedMembers()].sort()
  expect(used).toContain('App.requestSingleInstanceLock')
  expect(used.filter((member) => !isImplemented(member))).toEqual([])
})
