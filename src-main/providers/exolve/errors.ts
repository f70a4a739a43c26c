/** Exolve's error texts in the operator's terms: which field of the form, and what it means. Its own words stay beside it. */
import type { ErrorCode } from '@shared/domain/app-error'
import type { Finding, FindingCode } from '@shared/domain/finding'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { GatewayFailure } from '../../http/gateway'

interface Meaning {
  /** A text of Exolve's error; `field` is a name on the wire, `index` a place in the list of targets. */
  words: RegExp
  /** Instead of the code that the HTTP status gave. */
  code?: ErrorCode
  finding?: FindingCode
  /** Field of the form, where the words are about one field only and do not name it. */
  path?: string
}

/** The first row that matches wins. Pages: N-list, N-attr, N-amd, N-buy, N-lock; "number has sip" was seen by others. */
const meanings: readonly Meaning[] = [
  { words: /malformed token|unauthorized/i, code: 'auth.rejected' },
  { words: /number is missing in the application/i, finding: 'exolve.numberOfOtherApplication' },
  { words: /number has sip/i, finding: 'exolve.numberHasSip', path: 'kind' },
  { words: /Номер \S+ не существует/i, code: 'provider.notFound', finding: 'exolve.numberDoesNotExist' },
  { words: /activate amd service/i, finding: 'exolve.detectionNotActivated' },
  { words: /amd already disabled/i, finding: 'exolve.detectionIsOff' },
  { words: /call transcribation must be enabled/i, finding: 'exolve.transcriptionNotActivated' },
  { words: /speech analytics must be enabled/i, finding: 'exolve.analyticsNotActivated' },
  { words: /cannot be enabled at the same time/i, finding: 'buying.oneSpeechService' },
  { words: /unknown field ["'](?<field>\w+)["']/i, finding: 'exolve.fieldUnknown' },
  { words: /invalid value for \w+ field (?<field>\w+)/i, finding: 'field.refusedByProvider' },
  {
    words: /invalid \w+Request\.(?:\w+\.)*?(?:CallControl\[(?<index>\d+)\]\.)?(?<field>\w+):/i,
    finding: 'field.refusedByProvider',
  },
  { words: /\b(?:call_control\[(?<index>\d+)\]\.)?(?<field>\w+) must /i, finding: 'field.refusedByProvider' },
]

/** Fields on the wire, written without case and underscores, to fields of the form. */
const formFields: Record<Exclude<Forwarding['kind'], 'none'>, Record<string, string>> = {
  sip: { sipuri: 'sipUri' },
  number: {
    redirecttype: 'redirect',
    callcontrol: 'targets',
    eventurl: 'eventUrl',
    eventextended: 'extendedEvents',
    clientid: 'clientId',
    filetoa: 'promptToCaller',
    filetob: 'promptToCallee',
    masking: 'masking',
    displaynumber: 'displayNumber',
  },
  url: { url: 'url', reserve: 'reserve' },
  staticIp: { staticip: 'address', port: 'port', timeout: 'timeoutSeconds', did: 'did' },
}
const targetFields: Record<string, string> = {
  redirectnumber: 'number',
  timeout: 'timeoutSeconds',
  active: 'active',
  name: 'name',
  period: 'period',
  perioddescription: 'periodDescription',
}

/**
 * @param wanted the forwarding that was being set, so that a field on the wire finds its place in the form.
 * @returns the same failure with what Exolve's words tell.
 */
export function explainFailure(failure: GatewayFailure, wanted?: Forwarding): GatewayFailure {
  const message = failure.error.providerMessage
  const meaning = message === undefined ? undefined : meanings.find(({ words }) => words.test(message))
  if (message === undefined || !meaning) return failure
  const { field = '', index } = meaning.words.exec(message)?.groups ?? {}
  const { code = failure.error.code, finding } = meaning
  const fields: Finding[] = finding
    ? [
        {
          path: meaning.path ?? formPath(field, index, wanted),
          severity: 'error',
          code: finding,
          params: finding === 'field.refusedByProvider' ? { message } : { field },
        },
      ]
    : []
  const { status } = failure
  return new GatewayFailure({ ...failure.error, code, fields }, failure.delivery, {
    cause: failure.cause,
    ...(status === undefined ? {} : { status }),
  })
}

/** @returns the path of the form's field; empty where it cannot be known. */
function formPath(field: string, index: string | undefined, wanted: Forwarding | undefined): string {
  if (!wanted || wanted.kind === 'none') return ''
  const name = field.replaceAll('_', '').toLowerCase()
  const direct = formFields[wanted.kind][name]
  if (direct) return direct
  const ofTarget = targetFields[name]
  if (wanted.kind !== 'number' || !ofTarget) return ''
  if (index !== undefined) return `targets.${index}.${ofTarget}`
  return wanted.targets.length === 1 ? `targets.0.${ofTarget}` : 'targets'
}
