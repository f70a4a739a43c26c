/** A test's hand inside main, as playwright's `electronApplication.evaluate`: runs a function with Electron's exports. */

interface ControlRequest {
  id: number
  /** Text of a function `(electron, argument) => value`. */
  source: string
  argument: unknown
}

export function obeyTests(electron: object): void {
  process.on('message', (request: ControlRequest) => {
    void run(electron, request).then((answer) => process.send?.({ id: request.id, ...answer }))
  })
}

async function run(electron: object, { source, argument }: ControlRequest) {
  try {
    // The text is a function of the test that started this process.
    const action = new Function(`return (${source})`)() as (electron: object, argument: unknown) => unknown
    return { value: await action(electron, argument) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
