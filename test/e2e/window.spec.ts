import { expect, test } from './app'

test('the window has its title and nothing of Node', async ({ app }) => {
  await expect(app.page).toHaveTitle(/Switchboard/)
  const reachable = await app.page.evaluate(() => ({
    names: ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { switchboard: object }).switchboard),
  }))
  expect(reachable).toEqual({ names: [], bridge: ['invoke', 'subscribe'] })
})

test('the page carries a strict content security policy', async ({ app }) => {
  const response = await app.page.reload()
  const policy = (await response?.headerValue('content-security-policy')) ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("connect-src 'none'")

  const tried = await app.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.inlineScriptRan = true'
    document.head.append(script)
    const connected = await fetch(location.href).then(
      () => true,
      () => false,
    )
    return { inlineScriptRan: 'inlineScriptRan' in globalThis, connected }
  })
  expect(tried).toEqual({ inlineScriptRan: false, connected: false })
})

test('navigation and new windows are refused', async ({ app }) => {
  const { origin } = new URL(app.page.url())
  await app.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    document.body.append(link)
    link.click()
  })
  const opened = await app.page.evaluate(() => window.open('https://example.com/') !== null)
  expect(opened).toBe(false)
  expect(new URL(app.page.url()).origin).toBe(origin)
  expect(await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(app.page.context().pages()).toHaveLength(1)
})

test('permissions are denied', async ({ app }) => {
  const states = await app.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('a second start shows the first window and ends', async ({ app }) => {
  await app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  expect(await app.startSecond()).toBe(0)
  await expect
    .poll(() => app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized())))
    .toEqual([false])
})

test('the window opens again where it was', async ({ app }) => {
  const place = { x: 40, y: 30, width: 1200, height: 760 }
  await app.inMain(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place)
  await app.quit()
  expect(await app.ended).toBe(0)
  await app.start()
  await expect
    .poll(() => app.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds()))
    .toEqual(place)
})

test('a page that dies is loaded again', async ({ app }) => {
  await app.inMain(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('render-process-gone', () => contents.once('did-finish-load', () => resolve()))
        contents?.forcefullyCrashRenderer()
      }),
  )
})
