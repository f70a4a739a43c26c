/** The rules of Twin's page "incomingRules/create/batch", and our own where the page is silent (a warning, or a generous limit). */
import type { Finding, FindingCode } from '../finding'
import { checkPhone } from '../phone'
import type { EnteredRow, NumberRule } from './batch'

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
/** Not documented; well above any sensible use. */
const textMaximum = 500

const finding = (
  path: string,
  severity: Finding['severity'],
  code: FindingCode,
  params: Finding['params'] = {},
): Finding => ({ path, severity, code, params })

function checkId(id: string, path: string): Finding[] {
  if (id.trim() === '') return [finding(path, 'error', 'field.required')]
  return uuid.test(id) ? [] : [finding(path, 'warning', 'numberBatch.idUnusual')]
}

const checkLength = (text: string, path: string): Finding[] =>
  text.length > textMaximum ? [finding(path, 'error', 'numberBatch.tooLong', { maximum: textMaximum })] : []

function checkWebhook(text: string, path: string): Finding[] {
  if (text.trim() === '') return [finding(path, 'error', 'field.required')]
  const url = /\s/.test(text) ? null : URL.parse(text)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return [finding(path, 'error', 'numberBatch.urlMalformed')]
  return url.protocol === 'http:' ? [finding(path, 'warning', 'numberBatch.urlInsecure')] : []
}

/** Paths are those of the rule. */
export function checkNumberRule({ action, botId, comment, webhookUrls }: NumberRule): Finding[] {
  return [
    ...(action === 'robot' ? checkId(botId, 'botId') : []),
    ...checkLength(comment, 'comment'),
    ...webhookUrls.flatMap((url, index) => checkWebhook(url, `webhookUrls.${index}`)),
  ]
}

/** Paths are those of the row. */
export function checkNumberRow(row: EnteredRow): Finding[] {
  return [
    ...(row.number === '' ? [finding('number', 'error', 'field.required')] : checkPhone(row.number, 'number')),
    ...(row.title.trim() === '' ? [finding('title', 'error', 'field.required')] : checkLength(row.title, 'title')),
    ...checkId(row.trunkId, 'trunkId'),
    ...(row.numberAsDid
      ? row.did === ''
        ? []
        : [finding('did', 'warning', 'numberBatch.didUnused')]
      : row.did.trim() === ''
        ? [finding('did', 'error', 'field.required')]
        : []),
    ...(row.password !== '' && row.login === '' ? [finding('login', 'warning', 'numberBatch.passwordAlone')] : []),
  ]
}

/** Each row by itself, and numbers that stand twice. Paths are `rows.3.number`. */
export function checkNumberRows(rows: readonly EnteredRow[]): Finding[] {
  if (rows.length === 0) return [finding('rows', 'error', 'numberBatch.empty')]
  const firstRow = new Map<string, number>()
  return rows.flatMap((row, index) => {
    const findings = checkNumberRow(row)
    const first = firstRow.get(row.number)
    if (first === undefined) firstRow.set(row.number, index)
    else if (row.number !== '') findings.push(finding('number', 'error', 'numberBatch.repeated', { row: first + 1 }))
    return findings.map((found) => ({ ...found, path: `rows.${index}.${found.path}` }))
  })
}
