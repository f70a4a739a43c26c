/**
 * The operator's main job in the real window, on a demo provider and with a real keychain. Each step is printed with the
 * requests that the provider received meanwhile, and leaves a picture in out/demo.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createRedactor } from '../../src-main/http/redact'
import { startSandbox, type Sandbox } from '../../src-main/sandbox/sandbox'
import { answerFileDialogs, startApp } from '../e2e/start-app'
import { startKeyring } from '../runtime/keyring'
import { projectFolder, runtimeName } from '../runtime/launch'
import { steps } from './steps'

/** What a step works with. */
export interface Stage {
  page: Page
  sandbox: Sandbox
  /** A folder for the files of the operator, gone after the demo. */
  folder: string
  /** The next file dialog of the window answers with this path. */
  chooseFile(path: string): Promise<void>
  /** Puts the providers' clock forward, ms: what takes them an hour is not waited for. */
  passTime(milliseconds: number): void
}

export interface Step {
  /** What the operator does, and what must come of it. */
  title: string
  /** Name of the picture, without number and extension. */
  picture: string
  /** Throws when what must come of it does not. */
  act(stage: Stage): Promise<void>
}

/** How long the whole demo may take, ms; a step that waits longer has failed. */
const timeLimit = 240_000

/** A bulk change sends hundreds; the first ones show what they are like. */
const shownRequests = 12

const pictures = join(projectFolder, 'out', 'demo')

/** @returns the exit code */
export async function runDemo(): Promise<number> {
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures, { recursive: true })
  console.log(`Demo on ${runtimeName}`)
  const userData = await mkdtemp(join(tmpdir(), 'switchboard-demo-'))
  const keyring = await startKeyring()
  let ahead = 0
  const sandbox = await startSandbox({ now: () => Date.now() + ahead })
  const app = await startApp({ userData, environment: keyring.environment })
  app.page.setDefaultTimeout(30_000)
  const watchdog = setTimeout(() => {
    console.error(`The demo has not ended within ${timeLimit / 1000} s.`)
    app.kill()
  }, timeLimit)
  try {
    const chooseFile = (path: string) => answerFileDialogs(app, path)
    const passTime = (milliseconds: number) => {
      ahead += milliseconds
    }
    return (await playSteps({ page: app.page, sandbox, folder: userData, chooseFile, passTime })) ? 0 : 1
  } finally {
    clearTimeout(watchdog)
    await app.inMain(({ app }) => app.exit(0)).catch(() => undefined)
    await app.ended
    await sandbox.close()
    await keyring.stop()
    await rm(userData, { recursive: true, force: true })
  }
}

async function playSteps(stage: Stage): Promise<boolean> {
  for (const [index, step] of steps.entries()) {
    const number = String(index + 1).padStart(2, '0')
    const before = stage.sandbox.ledger.total
    const error = await step.act(stage).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    console.log(`\n${error ? '✗' : '✓'} ${number} ${step.title}`)
    printRequests(stage.sandbox, before)
    await takePicture(stage.page, join(pictures, `${number}-${step.picture}.png`))
    if (error) {
      console.error(
        `\nStep ${number} “${step.title}” failed:\n${error instanceof Error ? error.message : String(error)}`,
      )
      return false
    }
  }
  console.log(`\n${steps.length} steps done. Pictures: ${pictures}`)
  return true
}

/** Characters of a body that are printed. */
const longestBody = 400
const redactor = createRedactor()
const shown = (body: string): string => {
  const text = redactor.text(body)
  return text.length > longestBody ? `${text.slice(0, longestBody)}…` : text
}

function printRequests({ ledger }: Sandbox, before: number): void {
  const entries = ledger.entries().slice(before)
  for (const { method, path, body, status } of entries.slice(0, shownRequests))
    console.log(`     ${method} ${path} → ${status ?? 'no answer'}${body ? `\n       ${shown(body)}` : ''}`)
  if (entries.length > shownRequests) console.log(`     … and ${entries.length - shownRequests} more`)
}

async function takePicture(page: Page, path: string): Promise<void> {
  // A window that is gone leaves no picture; the step has said why.
  const picture = await page.screenshot().catch(() => null)
  if (picture) writeFileSync(path, picture)
}
