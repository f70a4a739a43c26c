/**
 * The demo provider in a process of its own, so that its work is not measured as ours. Its address goes to the parent;
 * the parent may say how long it takes for an answer, ms.
 */
import { startSandbox } from '../../src-main/sandbox/sandbox'

export interface Address {
  baseUrl: string
  apiKey: string
  /** The application that the key opens. */
  applicationId: string
}

const numbers = Number(process.argv[2])
const { exolve, faults } = await startSandbox({ exolve: { numbers }, ledger: { compact: true, limit: 10 } })
process.on('message', (latency: number) => {
  faults.clear()
  if (latency > 0) faults.add({ kind: 'latency', ms: latency })
})
process.on('disconnect', () => process.exit())
process.send?.({
  baseUrl: exolve.baseUrl,
  apiKey: exolve.apiKey,
  applicationId: exolve.state.applications[0].uuid,
} satisfies Address)
