/** The thread of the reader that lists and histories are read with. */
import { serveReader } from './serve-reader.ts'

serveReader()
