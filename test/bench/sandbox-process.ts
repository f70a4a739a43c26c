/** The demo provider in a process of its own, so that its work is not measured as ours. Its address goes to the parent. */
import { startSandbox } from '../../src-main/sandbox/sandbox'

const numbers = Number(process.argv[2])
const { exolve } = await startSandbox({ exolve: { numbers }, ledger: { compact: true, limit: 10 } })
process.send?.({ baseUrl: exolve.baseUrl, apiKey: exolve.apiKey })
process.on('disconnect', () => process.exit())
