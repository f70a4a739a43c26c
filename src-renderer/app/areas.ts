import { area as accounts } from '../areas/accounts'
import { area as activity } from '../areas/activity'
import { area as numbers, forwardingArea as forwarding } from '../areas/numbers'
import { area as overview } from '../areas/overview'
import { area as settings } from '../areas/settings'
import type { Area } from './area'

/** The areas in the order of the sidebar; Alt+1 opens the first. */
export const areas: readonly Area[] = [overview, numbers, forwarding, activity, accounts, settings]
