/** What all parts of one simulation share: the call, the world, the trace as it grows, and the guard against running for ever. */
import type { Extension } from '../pbx/extension'
import type { AssumptionId } from './assumption'
import type { Behaviour, Call } from './call'
import type { CallEnd, CallEvent, FailedResult, Place, TraceStep } from './trace'
import type { CallWorld, NumberRoute } from './world'

/** Rules that run, and extensions that are entered, in one simulation. */
const runsAtMost = 500
/** Rules that are looked at, skipped ones included: lists of thousands may meet a loop. */
const looksAtMost = 50_000
/** Transfers inside of each other. */
export const depthAtMost = 10

/** Where in the call something happens. Times in ms from its start. */
export interface Moment {
  at: number
  /** Whoever rings gives up then. */
  deadline: number
  depth: number
  branch: string
  /** null: hidden */
  caller: string | null
}

/** How a part of a call went: what was called answered, or did not. */
export interface Outcome {
  /** ms; null: not answered */
  answeredAt: number | null
  /** How it all ends. For a part that was not answered: how it ends if nothing follows. */
  end: CallEnd
  place: Place | null
  /** What a rule that waits for the result of this call sees; null when it was answered. */
  result: FailedResult | null
  /** ms */
  endsAt: number
}

/** The parts that call each other: an extension's rule dials a number that leads to an extension whose menu transfers on. */
export interface Parts {
  callExtension(run: Run, moment: Moment, accountId: string, extension: Extension): Outcome
  callNumber(run: Run, moment: Moment, digits: string, route: NumberRoute): Outcome
  /** What an extension does without its incoming rules. */
  doOwnJob(run: Run, moment: Moment, accountId: string, extension: Extension): Outcome
  enterMenu(run: Run, moment: Moment, accountId: string, extension: Extension): Outcome
}

export class Run {
  readonly steps: TraceStep[] = []
  readonly assumptions = new Set<AssumptionId>()
  private runs = 0
  private looks = 0

  readonly world: CallWorld
  readonly call: Call
  readonly parts: Parts

  constructor(world: CallWorld, call: Call, parts: Parts) {
    this.world = world
    this.call = call
    this.parts = parts
  }

  /** @returns the step, so that what is known only later can be filled in */
  say(
    moment: Pick<Moment, 'at' | 'branch'>,
    place: Place | null,
    event: CallEvent,
    ...assumed: AssumptionId[]
  ): TraceStep {
    const step: TraceStep = { at: moment.at, branch: moment.branch, place, event, assumptions: assumed }
    this.steps.push(step)
    this.assume(...assumed)
    return step
  }

  assume(...ids: AssumptionId[]): void {
    for (const id of ids) this.assumptions.add(id)
  }

  /** @returns false when the simulation must stop */
  mayLook(): boolean {
    this.looks += 1
    return this.looks <= looksAtMost
  }

  /** @returns false when the simulation must stop */
  mayRun(): boolean {
    this.runs += 1
    if (this.runs > runsAtMost) this.assume('stepGuard')
    return this.runs <= runsAtMost
  }

  behaviourOf(address: string, kind: 'extension' | 'phone'): Behaviour {
    return this.call.behaviours[address] ?? this.call.otherwise[kind]
  }

  /** ms of absolute time at a moment of the call */
  clock(at: number): number {
    return this.call.at + at
  }
}

export const failed = (at: number, result: FailedResult, end: CallEnd, place: Place | null = null): Outcome => ({
  answeredAt: null,
  end,
  place,
  result,
  endsAt: at,
})

export const answered = (answeredAt: number, end: CallEnd, place: Place | null, endsAt = answeredAt): Outcome => ({
  answeredAt,
  end,
  place,
  result: null,
  endsAt,
})

/** Ends after which nothing more can be said of the call, answered or not. */
export const isConclusive = ({ kind }: CallEnd): boolean =>
  kind === 'cannotSimulate' || kind === 'loop' || kind === 'stepLimit' || kind === 'callerHungUp'

/** ms, where the length of a prompt is not known */
const assumedPromptLength = 5000

/** @returns how long it plays, ms */
export function sayPrompt(
  run: Run,
  moment: Moment,
  place: Place,
  accountId: string,
  promptId: number | null,
  acceptsKeys: boolean,
): number {
  const prompt = promptId === null ? undefined : run.world.promptById(accountId, promptId)
  if (promptId !== null && !prompt) {
    const missing = { kind: 'plays' as const, title: `#${promptId}`, promptId, milliseconds: 0, acceptsKeys }
    run.say(moment, place, missing, 'promptMissing')
    return 0
  }
  const milliseconds = prompt?.lengthMs ?? assumedPromptLength
  const assumed = prompt?.lengthMs == null ? (['promptLength'] as const) : []
  const title = prompt?.title ?? ''
  run.say(moment, place, { kind: 'plays', title, promptId, milliseconds, acceptsKeys }, ...assumed)
  return milliseconds
}
