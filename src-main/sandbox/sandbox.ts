/**
 * The built-in demo providers: they behave as the providers' documents say, on loopback, with switchable faults and
 * a ledger of all they received. They share no code with our clients, so that the two can disagree.
 */
import { createExolve } from './exolve/exolve'
import { seedStock, type SeedOptions } from './exolve/seed'
import { createState, type ExolveState } from './exolve/state'
import { createFaults, type Faults } from './faults'
import { createLedger, type Ledger, type LedgerOptions } from './ledger'
import { createPbx } from './pbx/pbx'
import { seedPbx, type PbxSeedOptions } from './pbx/seed'
import type { PbxState } from './pbx/state'
import { startServer } from './server'
import { seedTwin, type TwinSeedOptions } from './twin/seed'
import type { TwinState } from './twin/state'
import { createTwin } from './twin/twin'

export interface SandboxOptions {
  /** What the demo Exolve owns at the start. */
  exolve?: SeedOptions
  /** What the demo Twin holds at the start. */
  twin?: TwinSeedOptions
  /** What the client of the demo cloud PBX has at the start. */
  pbx?: PbxSeedOptions
  ledger?: LedgerOptions
  /** Port to listen on; default any free one. */
  port?: number
  /** PEM texts of a key and its certificate: the sandbox then speaks HTTPS, for tests of refused certificates. */
  tls?: { key: string; cert: string }
  /** Clock of reservations, purchases, dialling, tokens and the ledger, ms since 1970. */
  now?: () => number
}

export interface Sandbox {
  exolve: {
    /** `http://127.0.0.1:PORT/exolve`; stands where `https://api.exolve.ru` stands for the real one. */
    baseUrl: string
    /** Key of the first application, random in each run; the other keys are in `state.applications`. */
    apiKey: string
    /** What the provider holds; changing it here happens behind the client's back. */
    state: ExolveState
  }
  twin: {
    /** `http://127.0.0.1:PORT/twin`; stands where `https://twin24.ai` stands for the real one. */
    baseUrl: string
    email: string
    /** Random in each run. */
    password: string
    /** What the provider holds; changing it here happens behind the client's back. */
    state: TwinState
  }
  pbx: {
    /** `http://127.0.0.1:PORT`; stands for `https://<hostname>`: the API is below `/api/ver1.0`, OAuth below `/oauth`. */
    baseUrl: string
    /** Of an application that may use every grant; `state.applications` has others. */
    clientId: string
    clientSecret: string
    /** A user of the client with full access; `state.users` has others. */
    username: string
    password: string
    /** What the provider holds; changing it here happens behind the client's back. */
    state: PbxState
  }
  ledger: Ledger
  faults: Faults
  /** Cuts all connections and frees the port. */
  close(): Promise<void>
}

/**
 * Starts the demo providers on 127.0.0.1.
 * @throws the system's error when the port cannot be had or the TLS material is unusable.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now
  const ledger = createLedger(options.ledger ?? {}, now)
  const faults = createFaults()
  const state = createState(seedStock(options.exolve ?? {}), now)
  const exolve = createExolve(state, now)
  const twinState = seedTwin(options.twin ?? {}, now)
  const twin = createTwin(twinState, now)
  let pbxState: PbxState | undefined
  const pbx = () => (pbxState ??= seedPbx(options.pbx ?? {}))
  const { port = 0, tls } = options
  const server = await startServer({
    providers: [exolve, twin, ...createPbx(pbx, now)],
    ledger,
    faults,
    port,
    ...(tls && { tls }),
  })
  return {
    exolve: { baseUrl: server.origin + exolve.prefix, apiKey: state.applications[0].apiKey, state },
    twin: {
      baseUrl: server.origin + twin.prefix,
      email: twinState.user.email,
      password: twinState.user.password,
      state: twinState,
    },
    pbx: {
      baseUrl: server.origin,
      get clientId() {
        return pbx().applications[0].clientId
      },
      get clientSecret() {
        return pbx().applications[0].clientSecret
      },
      get username() {
        return pbx().users[0].login
      },
      get password() {
        return pbx().users[0].password
      },
      get state() {
        return pbx()
      },
    },
    ledger,
    faults,
    close: server.close,
  }
}
