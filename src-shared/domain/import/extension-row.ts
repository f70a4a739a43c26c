/** One row of a file of extensions as what is wanted of one extension, and back. */
import type { Finding, FindingCode } from '../finding'
import { checkExtensionSettings, checkNewExtension } from '../pbx/check-extension'
import { bareNumber, type Numbering } from '../pbx/destination'
import {
  isKnownExtensionType,
  newExtension,
  type Extension,
  type ExtensionSettings,
  type NewExtension,
} from '../pbx/extension'
import { readBoolean, readInteger, readPhoneText, readText } from './cell'
import type { ExtensionColumn, ExtensionMapping } from './extension-columns'

/** What a file is read against. */
export interface ExtensionSurroundings {
  numbering: Numbering
  /** By the number without the prefix. */
  present: ReadonlyMap<string, Pick<Extension, 'type' | 'status'>>
}

export interface ExtensionReading {
  /** Without the prefix: `071`; as written when it is none of this company. It is the key: another number is another extension. */
  number: string
  /** null: not said. */
  type: string | null
  /** What the row says; of anything else an extension that is there keeps what it has. */
  settings: Partial<ExtensionSettings>
  /** What cannot be read, or cannot be: paths are those of the form. */
  findings: Finding[]
}

export type ExtensionLayout = ReadonlyMap<ExtensionColumn, number>

export const layOutExtensions = (mapping: ExtensionMapping): ExtensionLayout =>
  new Map(mapping.flatMap((column, index) => (column ? [[column, index]] : [])))

const typeWords = new Map([
  ['phone', 'phone'],
  ['телефон', 'phone'],
  ['sip', 'phone'],
  ['queue', 'queue'],
  ['очередь', 'queue'],
  ['ivr', 'ivr'],
  ['menu', 'ivr'],
  ['menu (ivr)', 'ivr'],
  ['меню', 'ivr'],
  ['меню (ivr)', 'ivr'],
  ['голосовое меню', 'ivr'],
  ['fax', 'fax'],
  ['факс', 'fax'],
])
const statusWords = new Map([
  ['active', 'active'],
  ['активен', 'active'],
  ['активный', 'active'],
  ['включен', 'active'],
  ['blocked', 'blocked'],
  ['заблокирован', 'blocked'],
  ['выключен', 'blocked'],
])

export const newExtensionOf = ({
  number,
  type,
  settings,
}: Pick<ExtensionReading, 'number' | 'type' | 'settings'>): NewExtension =>
  newExtension(number, { ...settings, ...(type !== null && isKnownExtensionType(type) && { type }) })

/** Characters of a number that cannot be read, as shown in its place. */
const numberLength = 50

/** Reads the cell with the number or the name of an extension. */
export function readExtensionNumber(
  cell: string,
  numbering: Numbering,
): Pick<ExtensionReading, 'number'> & { finding: Finding | null } {
  const written = readPhoneText(cell).text.trim()
  const { prefix, extensionLength: length } = numbering
  const number = bareNumber(written, numbering)
  const found = (code: FindingCode, params: Finding['params'] = {}) => ({
    number: written.slice(0, numberLength),
    finding: { path: 'number', severity: 'error' as const, code, params },
  })
  if (written === '') return found('field.required')
  if (number === undefined || !/^\d+$/.test(number)) return found('import.extensionMalformed', { prefix })
  const example = `${prefix === '' ? '' : `${prefix}*`}${number.padStart(length, '0')}`
  if (number.length < length) return found('import.extensionShort', { length, example })
  return number.length > length ? found('pbx.extensionLength', { length }) : { number, finding: null }
}

/** @param cells of one row; missing ones are empty */
export function readExtensionRow(
  cells: readonly string[],
  layout: ExtensionLayout,
  { numbering, present }: ExtensionSurroundings,
): ExtensionReading {
  const findings: Finding[] = []
  const report = (path: string, code: FindingCode, params: Finding['params']) =>
    findings.push({ path, severity: 'error', code, params })
  /** undefined: the file has no such column. */
  const cell = (column: ExtensionColumn): string | undefined => {
    const index = layout.get(column)
    return index === undefined ? undefined : (cells[index] ?? '')
  }
  const word = (column: ExtensionColumn): string => readText(cell(column) ?? '').trim()

  const { number, finding } = readExtensionNumber(cell('name') ?? '', numbering)
  if (finding) findings.push(finding)
  const known = present.get(number)

  function readType(): string | null {
    const written = word('type')
    if (written === '') return null
    const type = typeWords.get(written.toLowerCase())
    if (written === known?.type || (type && type === known?.type)) return known?.type ?? null
    if (!type) report('type', 'import.extensionTypeUnknown', { written })
    else if (known) report('type', 'import.extensionTypeOther', { type: known.type })
    return type ?? null
  }

  function readStatus(): string | undefined {
    const written = word('status')
    if (written === '' || written === known?.status) return undefined
    const status = statusWords.get(written.toLowerCase())
    if (!status) report('status', 'import.extensionStatusUnknown', { written })
    return status
  }

  function readPublicNumber(written: string): string {
    const { text, isDestroyed } = readPhoneText(written)
    if (isDestroyed) report('transferCallerId', 'import.numberDestroyed', { written: text })
    return text.replaceAll(/[\s().-]/g, '')
  }

  function readWhole(written: string, path: string): number | null {
    const value = readInteger(written)
    if (value === undefined) report(path, 'import.integerMalformed', { written: written.trim() })
    return value ?? null
  }
  /** 0 is how some answers write "none", and never an id. */
  const readId = (written: string, path: string): number | null => readWhole(written, path) || null

  function readFlag(written: string): boolean | undefined {
    const value = readBoolean(written)
    if (value === undefined) report('assertsCalledNumber', 'import.booleanUnknown', { written: written.trim() })
    return value ?? undefined
  }

  /** @returns the setting when the file has its column and the cell says something */
  function setting<Name extends keyof ExtensionSettings>(
    name: Name,
    column: ExtensionColumn,
    read: (written: string) => ExtensionSettings[Name] | undefined,
  ): Partial<ExtensionSettings> {
    const written = cell(column)
    const value = written === undefined ? undefined : read(written)
    return value === undefined ? {} : { [name]: value }
  }

  const type = readType()
  const settings: Partial<ExtensionSettings> = {
    ...setting('status', 'status', readStatus),
    ...setting('label', 'label', readText),
    ...setting('callerIdName', 'caller_id_name', readText),
    ...setting('groupId', 'group_id', (written) => readId(written, 'groupId')),
    ...setting('dialRuleId', 'dial_rule_id', (written) => readId(written, 'dialRuleId')),
    ...setting('dialRuleLimit', 'dial_rule_limit', (written) => readWhole(written, 'dialRuleLimit')),
    ...setting('transferCallerId', 'transfer_caller_id', readPublicNumber),
    ...setting('assertsCalledNumber', 'asserts_called_number', readFlag),
  }
  return { number, type, settings, findings }
}

/** Checks of a row that could be read. */
export function checkExtensionRow(reading: ExtensionReading, { numbering, present }: ExtensionSurroundings): Finding[] {
  if (present.has(reading.number)) return checkExtensionSettings(newExtension(reading.number, reading.settings))
  return checkNewExtension(newExtensionOf(reading), numbering.extensionLength)
}

/**
 * @returns the cells of an extension; reading them says what it has. Its name keeps the prefix: a spreadsheet would take the zeros
 *   from the front of a bare number.
 */
export function writeExtensionRow(extension: Extension): ReadonlyMap<ExtensionColumn, string> {
  const { name, type, label, status, callerIdName, transferCallerId, assertsCalledNumber } = extension
  const whole = (value: number | null): string => (value === null ? '' : String(value))
  return new Map<ExtensionColumn, string>([
    ['name', name],
    ['type', type],
    ['label', label],
    ['status', status],
    ['caller_id_name', callerIdName],
    ['transfer_caller_id', transferCallerId],
    ['asserts_called_number', String(assertsCalledNumber)],
    ['group_id', whole(extension.groupId)],
    ['dial_rule_id', whole(extension.dialRuleId)],
    ['dial_rule_limit', whole(extension.dialRuleLimit)],
  ])
}
