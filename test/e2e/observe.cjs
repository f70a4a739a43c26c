/** Loaded into main before the program, on both runtimes: keeps all that crosses to the window for tests to look at. */
const { isMainThread } = require('node:worker_threads')

if (isMainThread) {
  const { app, ipcMain } = require('electron')
  const crossings = (globalThis.crossings = [])

  // ms by which main's clock is ahead of the machine's: hours pass at once where a test says so.
  globalThis.clockAhead = Number(process.env.CLOCK_AHEAD ?? 0)
  const realNow = Date.now
  Date.now = () => realNow() + globalThis.clockAhead

  const { handle } = ipcMain
  ipcMain.handle = (channel, listener) =>
    handle.call(ipcMain, channel, async (event, ...values) => {
      try {
        const answer = await listener(event, ...values)
        crossings.push({ name: String(values[0]), payload: answer })
        return answer
      } catch (error) {
        crossings.push({ name: String(values[0]), payload: String(error) })
        throw error
      }
    })

  app.on('web-contents-created', (_event, contents) => {
    const { send } = contents
    contents.send = (channel, ...values) => {
      crossings.push({ name: String(values[0]), payload: values.slice(1) })
      send.call(contents, channel, ...values)
    }
  })
}
