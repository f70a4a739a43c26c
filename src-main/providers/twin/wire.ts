/** What Twin answers. Only creating and signing in are printed on pages that can be read; the rest is read as others saw it. */
import { z } from 'zod'
import { amount, identity, integer, listOf, moment, text } from './values'

/** POST /auth/login and /auth/refresh (page token; SDK) */
export const tokenAnswer = z.object({ token: z.string().min(1), refreshToken: z.string().min(1).nullish() })

/** Claims of the token; only its lifetime is of interest. */
export const tokenClaims = z.object({ iat: z.number().optional(), exp: z.number() })

/** GET /users/me (SDK) */
export const userAnswer = z.object({
  id: integer,
  companyId: integer,
  firstName: text,
  lastName: text,
  email: text,
})

/** POST /telephony/autoCall */
export const createdAnswer = z.object({ id: identity })

/** A row of GET /telephony/autoCall; the page with its fields was cut, names are from others' clients. */
export const jobOnWire = z.object({
  id: identity,
  name: text,
  status: text,
  candidateCount: z.number().int().nullish(),
  callCount: z.number().int().nullish(),
  cps: amount,
  startType: text,
  startMoment: text,
  createdAt: moment,
  updatedAt: moment,
})
export type JobOnWire = z.output<typeof jobOnWire>
export const jobsAnswer = listOf(jobOnWire)

/** GET /bots (SDK), GET /telephony/providers (others' clients) */
export const namedAnswer = listOf(z.object({ id: identity, name: text }))

/** GET /search/cis/calls: the documented fields that the console asks for. */
export const callsAnswer = listOf(
  z.object({
    id: identity,
    phone: text,
    duration: integer,
    taskId: text,
    taskName: text,
    status: text,
    responder: text,
    startedAt: moment,
    price: amount,
  }),
)
/** Asked for by name, so that no dialogue is sent that nobody looks at. */
export const callFields = ['id', 'phone', 'duration', 'taskId', 'taskName', 'status', 'responder', 'startedAt', 'price']
