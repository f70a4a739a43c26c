import { area as accounts } from '../areas/accounts'
import { area as activity } from '../areas/activity'
import { area as buying } from '../areas/buying'
import { area as callFlow } from '../areas/call-flow'
import { area as autocall } from '../areas/autocall'
import { area as ivr } from '../areas/ivr'
import { area as numbers, forwardingArea as forwarding } from '../areas/numbers'
import { area as intervals } from '../areas/intervals'
import { area as overview } from '../areas/overview'
import { area as rules } from '../areas/rules'
import { area as prompts } from '../areas/prompts'
import { area as schedules } from '../areas/schedules'
import { area as settings } from '../areas/settings'
import { area as twinNumbers } from '../areas/twin-numbers'
import type { Area } from './area'

/** Every area, in the order of the sidebar. */
export const areas: readonly Area[] = [
  overview,
  numbers,
  twinNumbers,
  rules,
  ivr,
  forwarding,
  schedules,
  callFlow,
  autocall,
  buying,
  prompts,
  intervals,
  activity,
  accounts,
  settings,
]
