import { runtimeName } from '../runtime/launch'

export default function sayRuntime(): void {
  console.log(`End-to-end tests on ${runtimeName}`)
}
