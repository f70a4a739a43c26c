/** What the demo Twin holds at the start: the same bots, trunks and jobs for the same seed; only the password differs from run to run. */
import { randomBytes } from 'node:crypto'
import { createRandom, type Random } from '../random'
import { newJob, readSettings } from './auto-call'
import { catchUp, run } from './dialing'
import { Fields, type Body } from './fields'
import type { Named, TwinState } from './state'
import { createTokens } from './tokens'
import { uuid } from './uuid'

export interface TwinSeedOptions {
  /** Jobs of the last days; default 6. */
  jobs?: number
  /** Contacts of each; default 120. */
  contacts?: number
  /** Default 1. */
  seed?: number
  email?: string
  /** Default random. */
  password?: string
}

const hour = 3_600_000

/** Ids of the documents' examples, so that those bodies can be sent as they are. */
const exampleBot = 'bce7d22e-dde6-4427-b391-ebbdfda44de6'
const exampleScenario = '228cc4fa-92f2-4709-94e3-7344a96a5903'
const exampleChannel = '48a77bd7-8762-4e0f-a277-4ef77e36c41b'
const exampleCallerId = '9a67dee5-398e-4570-9426-fbb3f067b270'

export function seedTwin(options: TwinSeedOptions, now: () => number): TwinState {
  const { jobs = 6, contacts = 120, seed = 1, email = 'operator@example.com', password } = options
  const random = createRandom(seed)
  const named = (names: readonly string[]): Named[] => names.map((name) => ({ id: uuid(random), name }))
  const user = {
    id: 4217,
    companyId: 318,
    firstName: 'Анна',
    lastName: 'Демидова',
    email,
    password: password ?? randomBytes(9).toString('base64url'),
    phone: '79990000000',
  }
  const state: TwinState = {
    user,
    companyOffset: 180,
    bots: [
      { id: exampleBot, name: 'Приём заявок' },
      { id: exampleScenario, name: 'Подтверждение записи' },
      ...named(['Опрос после визита', 'Напоминание об оплате', 'Appointment reminder']),
    ],
    providers: [{ id: exampleBot, name: 'Основной транк' }, ...named(['Резервный транк', 'Exolve SIP'])],
    callerIds: [{ id: exampleCallerId, name: '+7 495 123-45-67' }, ...named(['+7 812 123-45-67'])],
    pools: named(['Москва', 'Регионы']),
    channels: [{ id: exampleChannel, name: 'Операторы' }, ...named(['Старший смены'])],
    numbers: [],
    jobs: new Map(),
    tokens: createTokens(user, now),
    idForm: 'identity',
    settlingTime: 0,
    statisticsLimit: 50_000,
  }
  for (let index = 0; index < jobs; index += 1) addJob(state, random, index, contacts, now())
  return state
}

/** The last two are one that was paused and one that waits for its contacts. */
function addJob(state: TwinState, random: Random, index: number, contacts: number, now: number): void {
  const createdAt = now - (index + 1) * 26 * hour
  const bot = random.pick([...state.bots] as [Named, ...Named[]])
  const body = jobBody(`${bot.name} ${index + 1}`, bot.id, random)
  const job = newJob(uuid(random), body, readSettings(new Fields(body), state), createdAt)
  state.jobs.set(job.id, job)
  if (index % 6 === 5) return
  for (let number = 0; number < contacts; number += 1) {
    job.candidates.push({
      phones: [`7${random.pick(['916', '903', '925', '999'])}${random.digits(7)}`],
      variables: { name: random.pick(['Анна', 'Иван', 'Мария', 'Олег']) },
      callbackData: null,
      externalId: String(number + 1),
      offset: null,
    })
  }
  run(job, createdAt + hour / 6)
  const isPaused = index % 6 === 4
  catchUp(job, isPaused ? createdAt + hour / 6 + contacts * 500 : now, state.companyOffset)
  if (isPaused) job.status = 'PAUSED'
}

function jobBody(name: string, botId: string, random: Random): Body {
  const off = { redial: false, time: 1, count: 1 }
  return {
    name,
    defaultExec: 'robot',
    defaultExecData: botId,
    secondExec: 'end',
    cidType: 'gornum',
    cidData: exampleCallerId,
    startType: 'manual',
    cps: random.pick([1.01, 1.02, 0.97]),
    taskComment: '',
    webhookUrls: [],
    additionalOptions: {
      fullListMethod: 'reject',
      fullListTime: 5,
      useTr: false,
      allowCallTimeFrom: 0,
      allowCallTimeTo: 86_399,
      recordCall: true,
      recTrimLeft: 0,
      detectRobot: true,
      detectRobotMode: 'back',
      providerId: null,
    },
    redialStrategyOptions: {
      redialStrategyEn: true,
      busy: { redial: true, time: 300, count: 2 },
      noAnswer: { redial: true, time: 1800, count: 1 },
      answerMash: off,
      congestion: off,
      answerNoList: off,
    },
  }
}
