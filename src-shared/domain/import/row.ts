/** One row of a forwarding file as what is wanted of one number, and back. */
import type { Forwarding, NumberForwarding, Target } from '../forwarding/forwarding'
import type { Finding, FindingCode } from '../finding'
import { readBoolean, readDigits, readInteger, readPhone, readText, writePhone } from './cell'
import { targetOf, type Column, type Mapping, type RowColumn, type TargetColumn } from './columns'

export interface RowReading {
  /** E.164 digits; as written when they cannot be read. */
  number: string
  /** Of kind `none`: forwarding is to be removed. With findings only as far as it could be read. */
  wanted: Forwarding
  /** What cannot be read at all; the rules of forwarding are checked by `checkForwarding`. Paths are those of the form. */
  findings: Finding[]
}

/** Characters of a number that cannot be read, as shown in its place. */
const numberLength = 50

/** Where the rows keep what: made once per file. */
export interface RowLayout {
  row: ReadonlyMap<RowColumn, number>
  targets: readonly ReadonlyMap<TargetColumn, number>[]
}

export function layOut(mapping: Mapping): RowLayout {
  const row = new Map<RowColumn, number>()
  const targets: Map<TargetColumn, number>[] = []
  for (const [index, column] of mapping.entries()) {
    const target = column && targetOf(column)
    if (target) (targets[target.position - 1] ??= new Map()).set(target.field, index)
    else if (column) row.set(column as RowColumn, index)
  }
  // A position without columns leaves a hole.
  return { row, targets: Array.from(targets, (target) => target ?? new Map<TargetColumn, number>()) }
}

const kindWords: Record<Forwarding['kind'], readonly string[]> = {
  none: ['none', 'no', 'off', 'нет', 'без переадресации', 'снять', 'выкл'],
  number: ['number', 'номер', 'номер или sip id', 'phone'],
  url: ['url', 'адрес', 'ссылка'],
  staticIp: ['static_ip', 'staticip', 'static ip', 'ip', 'транк', 'sip-транк', 'sip-транк (static ip)'],
  sip: ['sip', 'sip_uri', 'внешняя sip-запись'],
}
const redirectWords: Record<NumberForwarding['redirect'], readonly string[]> = {
  single: ['single', 'only one', 'одно', 'только одно', 'одиночная'],
  sequential: ['sequential', 'one after another', 'по очереди', 'последовательно', 'последовательная'],
  parallel: ['parallel', 'all at once', 'все сразу', 'параллельно', 'параллельная'],
}
const byWord = <Value extends string>(words: Record<Value, readonly string[]>): Map<string, Value> =>
  new Map(
    (Object.keys(words) as Value[]).flatMap((value) => words[value].map((word): [string, Value] => [word, value])),
  )
const kinds = byWord(kindWords)
const redirects = byWord(redirectWords)

/** The columns whose filling tells the kind when the column of the kind is empty or missing. */
const tellingColumns: [RowColumn, Forwarding['kind']][] = [
  ['url', 'url'],
  ['static_ip', 'staticIp'],
  ['sip_uri', 'sip'],
]
/** Every column of the row itself but the number and the kind, by the kinds it belongs to. */
const columnsOfKind: Record<Forwarding['kind'], ReadonlySet<RowColumn>> = {
  none: new Set(),
  number: new Set<RowColumn>([
    'redirect',
    'masking',
    'display_number',
    'event_url',
    'extended_events',
    'client_id',
    'prompt_to_caller',
    'prompt_to_callee',
  ]),
  url: new Set<RowColumn>(['url', 'reserve']),
  staticIp: new Set<RowColumn>(['static_ip', 'port', 'timeout', 'did']),
  sip: new Set<RowColumn>(['sip_uri']),
}

/** Columns that are filled down to the end without a thought; by themselves they ask for nothing. */
const incidental: ReadonlySet<RowColumn> = new Set(['redirect', 'port', 'timeout'])

const formPaths: Record<RowColumn, string> = {
  number: 'number',
  kind: 'kind',
  redirect: 'redirect',
  masking: 'masking',
  display_number: 'displayNumber',
  event_url: 'eventUrl',
  extended_events: 'extendedEvents',
  client_id: 'clientId',
  prompt_to_caller: 'promptToCaller',
  prompt_to_callee: 'promptToCallee',
  url: 'url',
  reserve: 'reserve',
  static_ip: 'address',
  port: 'port',
  timeout: 'timeoutSeconds',
  did: 'did',
  sip_uri: 'sipUri',
}

/** Reads the cell of the number that forwards. */
export function readNumber(written: string): Pick<RowReading, 'number' | 'findings'> {
  const { digits, finding } = readPhone(written)
  if (digits !== undefined) return { number: digits, findings: [] }
  const number = readText(written).trim().slice(0, numberLength)
  const params = { written: number, count: number.replaceAll(/\D/g, '').length }
  return { number, findings: [{ path: 'number', severity: 'error', code: finding, params }] }
}

/** @param cells of one row; missing ones are empty */
export function readRow(cells: readonly string[], layout: RowLayout): RowReading {
  const findings: Finding[] = []
  const report = (path: string, code: FindingCode, params: Finding['params'] = {}) => {
    findings.push({ path, severity: 'error', code, params })
  }
  const at = (index: number | undefined): string => (index === undefined ? '' : (cells[index] ?? ''))
  const cell = (column: RowColumn): string => at(layout.row.get(column))
  const isFilled = (text: string): boolean => text.trim() !== ''

  const text = (column: RowColumn): string => readText(cell(column))
  const word = (column: RowColumn): string => text(column).trim()
  function phone(written: string, path: string): string {
    if (!isFilled(written)) return ''
    const reading = readPhone(written)
    if (reading.finding === 'import.numberDestroyed') report(path, reading.finding, { written: written.trim() })
    return reading.digits ?? readText(written).trim()
  }
  function integer(written: string, path: string): number | null {
    const value = readInteger(written)
    if (value === undefined) report(path, 'import.integerMalformed', { written: written.trim() })
    return value ?? null
  }
  function boolean(written: string, path: string, absent: boolean): boolean {
    const value = readBoolean(written)
    if (value === undefined) report(path, 'import.booleanUnknown', { written: written.trim() })
    return value ?? absent
  }

  const isTargetFilled = (target: ReadonlyMap<TargetColumn, number>): boolean =>
    // A timeout or a yes in a column that was filled down does not make a target.
    (['number', 'name', 'period', 'period_description'] as const).some((field) => isFilled(at(target.get(field))))

  function readKind(): Forwarding['kind'] | null {
    const written = word('kind')
    if (written !== '') {
      const kind = kinds.get(written.toLowerCase())
      if (!kind) report('kind', 'import.kindUnknown', { written })
      return kind ?? null
    }
    const told = tellingColumns.filter(([column]) => isFilled(cell(column))).map(([, kind]) => kind)
    if (layout.targets.some(isTargetFilled)) told.push('number')
    if (told.length !== 1) report('kind', 'import.kindMissing')
    return told.length === 1 ? (told[0] ?? null) : null
  }

  /** A row that says two things at once would do one of them silently. */
  function refuseOtherKinds(kind: Forwarding['kind']): void {
    const written = word('kind') || kind
    const isOther = (column: RowColumn): boolean =>
      column !== 'number' && column !== 'kind' && !columnsOfKind[kind].has(column)
    for (const [column] of layout.row) {
      if (!isOther(column) || !isFilled(cell(column)) || incidental.has(column)) continue
      if ((column === 'masking' || column === 'extended_events') && readBoolean(cell(column)) === false) continue
      report(formPaths[column], 'import.valueOfOtherKind', { kind: written })
    }
    if (kind === 'number') return
    for (const [index, target] of layout.targets.entries()) {
      if (isTargetFilled(target)) report(`targets.${index}.number`, 'import.valueOfOtherKind', { kind: written })
    }
  }

  function readTargets(): Target[] {
    const targets: Target[] = []
    for (const columns of layout.targets) {
      if (!isTargetFilled(columns)) continue
      const path = `targets.${targets.length}`
      targets.push({
        number: phone(at(columns.get('number')), `${path}.number`),
        timeoutSeconds: integer(at(columns.get('timeout')), `${path}.timeoutSeconds`),
        active: boolean(at(columns.get('active')), `${path}.active`, true),
        name: readText(at(columns.get('name'))),
        period: readText(at(columns.get('period'))),
        periodDescription: readText(at(columns.get('period_description'))),
      })
    }
    return targets
  }

  function readRedirect(): NumberForwarding['redirect'] {
    const written = word('redirect')
    if (written === '') return 'single'
    const redirect = redirects.get(written.toLowerCase())
    if (!redirect) report('redirect', 'import.redirectUnknown', { written })
    return redirect ?? 'single'
  }

  function readDid(): string {
    const did = readDigits(cell('did'))
    if (did !== 'import.numberDestroyed') return did ?? ''
    report('did', did, { written: word('did') })
    return word('did')
  }

  function readWanted(kind: Forwarding['kind']): Forwarding {
    switch (kind) {
      case 'none':
        return { kind }
      case 'number':
        return {
          kind,
          redirect: readRedirect(),
          targets: readTargets(),
          eventUrl: text('event_url'),
          extendedEvents: boolean(cell('extended_events'), 'extendedEvents', false),
          clientId: text('client_id'),
          promptToCaller: text('prompt_to_caller'),
          promptToCallee: text('prompt_to_callee'),
          masking: boolean(cell('masking'), 'masking', false),
          displayNumber: phone(cell('display_number'), 'displayNumber'),
        }
      case 'url':
        return { kind, url: text('url'), reserve: phone(cell('reserve'), 'reserve') }
      case 'staticIp':
        return {
          kind,
          address: word('static_ip'),
          port: integer(cell('port'), 'port'),
          timeoutSeconds: integer(cell('timeout'), 'timeoutSeconds'),
          did: readDid(),
        }
      case 'sip':
        return { kind, sipUri: word('sip_uri') }
    }
  }

  const { number, findings: ofNumber } = readNumber(cell('number'))
  findings.push(...ofNumber)
  const kind = readKind()
  if (kind === null) return { number, wanted: { kind: 'none' }, findings }
  refuseOtherKinds(kind)
  return { number, wanted: readWanted(kind), findings }
}

const machineKinds: Record<Forwarding['kind'], string> = {
  none: 'none',
  number: 'number',
  url: 'url',
  staticIp: 'static_ip',
  sip: 'sip',
}

/** @returns the cells of a number whose forwarding was read; reading them gives the same forwarding. All others are empty. */
export function writeRow(number: string, forwarding: Forwarding): ReadonlyMap<Column, string> {
  const cells = new Map<Column, string>([
    ['number', writePhone(number)],
    ['kind', machineKinds[forwarding.kind]],
  ])
  const put = (column: Column, value: string | number | boolean | null) =>
    cells.set(column, value === null ? '' : String(value))
  const putPhone = (column: Column, digits: string) => cells.set(column, digits === '' ? '' : writePhone(digits))
  switch (forwarding.kind) {
    case 'none':
      break
    case 'number':
      put('redirect', forwarding.redirect)
      put('masking', forwarding.masking)
      putPhone('display_number', forwarding.displayNumber)
      put('event_url', forwarding.eventUrl)
      put('extended_events', forwarding.extendedEvents)
      put('client_id', forwarding.clientId)
      put('prompt_to_caller', forwarding.promptToCaller)
      put('prompt_to_callee', forwarding.promptToCallee)
      for (const [index, target] of forwarding.targets.entries()) {
        const name = `target${index + 1}` as const
        putPhone(`${name}_number`, target.number)
        put(`${name}_timeout`, target.timeoutSeconds)
        put(`${name}_active`, target.active)
        put(`${name}_name`, target.name)
        put(`${name}_period`, target.period)
        put(`${name}_period_description`, target.periodDescription)
      }
      break
    case 'url':
      put('url', forwarding.url)
      putPhone('reserve', forwarding.reserve)
      break
    case 'staticIp':
      put('static_ip', forwarding.address)
      put('port', forwarding.port)
      put('timeout', forwarding.timeoutSeconds)
      put('did', forwarding.did)
      break
    case 'sip':
      put('sip_uri', forwarding.sipUri)
  }
  return cells
}
