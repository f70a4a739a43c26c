/** The thread that simulates calls: a reader whose SQL knows them. */
import { serveReader } from '../storage/serve-reader'
import { defineCallFunctions } from './sql-functions'

serveReader(defineCallFunctions)
