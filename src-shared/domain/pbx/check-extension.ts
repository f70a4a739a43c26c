/** Checks of what is entered for an extension, before anything is sent. Source: the page on the resource extension. */
import type { Finding, FindingCode } from '../finding'
import { extensionStatuses, type ExtensionSettings, type NewExtension } from './extension'

/** Not documented; well above any sensible use. */
const textMaximum = 255

const error = (path: string, code: FindingCode, params: Finding['params'] = {}): Finding => ({
  path,
  severity: 'error',
  code,
  params,
})

function checkText(path: string, text: string): Finding[] {
  if (/\p{Cc}/u.test(text) || !text.isWellFormed()) return [error(path, 'rule.textUnsendable')]
  return text.length > textMaximum ? [error(path, 'rule.textTooLong', { maximum: textMaximum })] : []
}

export const checkExtensionSettings = ({
  status,
  label,
  callerIdName,
  transferCallerId,
}: ExtensionSettings): Finding[] => [
  ...((extensionStatuses as readonly string[]).includes(status) ? [] : [error('status', 'field.malformed')]),
  ...checkText('label', label),
  ...checkText('callerIdName', callerIdName),
  ...(/^\+?\d{0,20}$/.test(transferCallerId) ? [] : [error('transferCallerId', 'pbx.publicNumberMalformed')]),
]

/** @param extensionLength digits that all extensions of the company have; null: not known */
export function checkNewExtension({ number, ...settings }: NewExtension, extensionLength: number | null): Finding[] {
  const findings = checkExtensionSettings(settings)
  if (number === '') findings.unshift(error('number', 'field.required'))
  else if (!/^\d{1,10}$/.test(number)) findings.unshift(error('number', 'pbx.extensionMalformed'))
  else if (extensionLength !== null && number.length !== extensionLength)
    findings.unshift(error('number', 'pbx.extensionLength', { length: extensionLength }))
  return findings
}
