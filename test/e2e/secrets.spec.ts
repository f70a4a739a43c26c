/**
 * A key once entered is found nowhere but in the keychain: not on disk, not in what crossed to the window, not in the page.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app'
import { addAccount, applyReviewed, english, openForwarding } from './operator'

test.use({ environment: english })

const planted = 'S3cr3t-7f1c9a4e-планета'
const encodings: Record<string, string> = {
  plain: planted,
  url: encodeURIComponent(planted),
  base64: Buffer.from(planted).toString('base64').replace(/=+$/, ''),
  hex: Buffer.from(planted).toString('hex'),
  reversed: [...planted].reverse().join(''),
  'beginning of it': 'S3cr3t-7f1c9a4e',
}

function findSecret(content: Buffer | string): string[] {
  const bytes = Buffer.from(content)
  return Object.entries(encodings).flatMap(([name, text]) =>
    bytes.includes(Buffer.from(text)) || bytes.includes(Buffer.from(text, 'utf16le')) ? [name] : [],
  )
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

test('a key leaves no trace outside the keychain', async ({ app, sandbox }) => {
  const { page } = app
  // The sandbox takes the planted key, so that everything works with it; one answer even repeats it, as a careless server might.
  sandbox.exolve.state.applications[0].apiKey = encodeURIComponent(planted)
  const key = encodeURIComponent(planted)
  Object.assign(encodings, { 'as entered': key })
  const accountId = await addAccount(page, { ...sandbox, exolve: { ...sandbox.exolve, apiKey: key } })
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The provider answers and accepts the key.')).toBeVisible()

  await openForwarding(page, accountId, '74991112233')
  await page.getByText('URL', { exact: true }).first().click()
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill('https://example.com/planted')
  sandbox.faults.add({
    kind: 'status',
    status: 400,
    body: JSON.stringify({ error: `no right with Bearer ${key}` }),
    match: { path: 'SetCallForwarding', times: 1 },
  })
  await page.getByRole('button', { name: 'Review…' }).click()
  await applyReviewed(page, 'The provider refused the request.')

  const html = await page.content()
  const storage = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
  const crossed = JSON.stringify(await app.crossings())
  expect(findSecret(html)).toEqual([])
  expect(findSecret(storage)).toEqual([])
  expect(findSecret(crossed)).toEqual([])
  expect(findSecret(app.output())).toEqual([])

  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await app.quit()
  await page.getByRole('button', { name: 'Leave, keep the draft' }).click()
  await app.ended
  const files = filesBelow(app.userData)
  expect(files.map((file) => file.split(/[\\/]/).at(-1))).toContain('switchboard.sqlite')
  // What was sent is in the files, so that the search below is known to look at the right ones.
  expect(files.some((file) => readFileSync(file).includes('https://example.com/planted'))).toBe(true)
  const found = files.flatMap((file) => findSecret(readFileSync(file)).map((name) => `${file}: ${name}`))
  expect(found).toEqual([])
})
