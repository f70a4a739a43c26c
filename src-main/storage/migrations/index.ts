import type { Migration } from '../migration'
import { app } from './001-app'
import { accounts } from './002-accounts'

/** Every migration, in the order of its version. */
export const migrations: readonly Migration[] = [app, accounts]

export const newestVersion = Math.max(...migrations.map(({ version }) => version))
