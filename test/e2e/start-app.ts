/** Starts the built program as an operator does, on Electron or on the stand-in, and gives a test its window and its main. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type Electron from 'electron'
import { _electron, chromium, type Page } from 'playwright-core'
import {
  builtMain,
  electronExecutable,
  nodeExecutable,
  projectFolder,
  standInArguments,
  standInEnvironment,
} from '../runtime/launch.ts'

export interface StartOptions {
  /** Folder of the program's data; the same one again is a restart. */
  userData: string
  /** Added to the environment: the keychain, a proxy, a locale. */
  environment?: Record<string, string>
}

type MainAction<Argument, Value> = (electron: typeof Electron, argument: Argument) => Value | Promise<Value>

/** One answer or event that main gave to the window. */
export interface Crossing {
  /** Channel or event of the contract. */
  name: string
  payload: unknown
}

export interface RunningApp {
  page: Page
  /** Runs a function inside main. It is sent as text, so it sees only its parameters. */
  inMain<Argument, Value>(action: MainAction<Argument, Value>, argument?: Argument): Promise<Value>
  /** What main printed so far. */
  output(): string
  /** Resolves when the process has ended; null: by a signal. */
  ended: Promise<number | null>
  isOver(): boolean
  kill(): void
}

const observer = join(projectFolder, 'test', 'e2e', 'observe.cjs')

const environmentOf = ({ userData, environment }: StartOptions): Record<string, string> => {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  // English unless a test wants another language: the machine's own must not decide what a test reads.
  return { ...Object.fromEntries(inherited), LC_ALL: 'en_US.UTF-8', ...environment, SWITCHBOARD_DATA: userData }
}

/** Starts the program and waits for its page to be loaded. */
export function startApp(options: StartOptions): Promise<RunningApp> {
  const executable = electronExecutable()
  return executable ? startOnElectron(executable, options) : startOnStandIn(options)
}

async function startOnElectron(executablePath: string, options: StartOptions): Promise<RunningApp> {
  const args = ['-r', observer, projectFolder]
  const electron = await _electron.launch({ executablePath, args, env: environmentOf(options) })
  const child = electron.process()
  const page = await electron.firstWindow()
  await page.waitForLoadState()
  return {
    page,
    inMain: (action, argument) => electron.evaluate(action as never, argument as never),
    ...describeProcess(child),
  }
}

function forkStandIn(options: StartOptions): ChildProcess {
  return fork(builtMain, [], {
    execPath: nodeExecutable,
    execArgv: [...standInArguments, '--import', pathToFileURL(observer).href],
    env: { ...environmentOf(options), ...standInEnvironment, STAND_IN_HEADLESS: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

async function startOnStandIn(options: StartOptions): Promise<RunningApp> {
  const child = forkStandIn(options)
  const described = describeProcess(child)
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const endpoint = Promise.withResolvers<string>()
  child.on('message', (message: { endpoint?: string; id?: number; value?: never; error?: string }) => {
    if (message.endpoint) return endpoint.resolve(message.endpoint)
    const call = waiting.get(message.id ?? 0)
    waiting.delete(message.id ?? 0)
    if (message.error) call?.reject(new Error(message.error))
    else call?.resolve(message.value as never)
  })
  void described.ended.then((code) => {
    const error = new Error(`The program ended with code ${code}:\n${described.output()}`)
    endpoint.reject(error)
    for (const call of waiting.values()) call.reject(error)
  })

  let lastId = 0
  const page = await firstPage(endpoint.promise, described.output)
  return {
    page,
    inMain: (action, argument) =>
      new Promise((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        // With a callback, a program that has ended is a refusal of this call and not an error of the test's process.
        child.send({ id: lastId, source: action.toString(), argument }, (error) => error && reject(error))
      }),
    ...described,
  }
}

/** ms; shorter than a test may take, so that one that never starts says how far it came */
const longestStart = 150_000

async function firstPage(endpoint: Promise<string>, output: () => string): Promise<Page> {
  let stage = 'waiting for its browser'
  async function open(): Promise<Page> {
    const address = await endpoint
    stage = `connecting to ${address}`
    const page = (await chromium.connectOverCDP(address)).contexts()[0]?.pages()[0]
    if (!page) throw new Error('The stand-in opened no page.')
    stage = `waiting for its page, which is at ${page.url()}`
    await page.waitForURL(/^(?!data:|about:)/)
    stage = 'waiting for its page to be loaded'
    await page.waitForLoadState()
    return page
  }
  const tooLong = async (): Promise<never> => {
    await setTimeout(longestStart, undefined, { ref: false })
    throw new Error(`The program does not start: ${stage}. It printed:\n${output()}`)
  }
  return Promise.race([open(), tooLong()])
}

/** Starts the program a second time on the folder of a running one. @returns its exit code. */
export async function startSecondApp(options: StartOptions): Promise<number | null> {
  const executable = electronExecutable()
  if (!executable) return describeProcess(forkStandIn(options)).ended
  const { spawn } = await import('node:child_process')
  return describeProcess(spawn(executable, [projectFolder], { env: environmentOf(options) })).ended
}

function describeProcess(child: ChildProcess) {
  let output = ''
  child.stdout?.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (output += text.toString()))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  return { output: () => output, ended, isOver, kill: () => void child.kill('SIGKILL') }
}

/** The next file dialogs answer with this path; null: they are cancelled. */
export async function answerFileDialogs({ inMain }: Pick<RunningApp, 'inMain'>, path: string | null): Promise<void> {
  await inMain(({ dialog }, chosen) => {
    const open = { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] }
    dialog.showOpenDialog = () => Promise.resolve(open)
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
  }, path)
}
