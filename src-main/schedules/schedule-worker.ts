/** The thread that evaluates the schedules of an account: a reader whose SQL knows them. */
import { serveReader } from '../storage/serve-reader'
import { defineScheduleFunctions } from './sql-functions'

serveReader(defineScheduleFunctions)
