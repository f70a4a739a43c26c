/** Prints how the stand-in's `net.fetch` fails for the address in the argument; started with and without a proxy. */
import { net } from 'electron'

try {
  const response = await net.fetch(process.argv[2] ?? '')
  console.log(await response.text())
} catch (error) {
  console.log(error instanceof Error ? error.message : error)
}
process.exit()
