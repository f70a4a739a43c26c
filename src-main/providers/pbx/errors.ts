/** Refusals of the cloud PBX in the operator's terms. Its own words stay beside them. Page on return codes. */
import type { ErrorCode } from '@shared/domain/app-error'
import type { Finding, FindingCode } from '@shared/domain/finding'
import { GatewayFailure } from '../../http/gateway'

interface Meaning {
  /** Instead of the code that the HTTP status gave. */
  code?: ErrorCode
  finding?: FindingCode
}

/** The field `status` of a refusal, or `error` of one by OAuth. The page's list has an end that could not be read: others are met as they come. */
const meanings: Record<string, Meaning> = {
  access_denied: { finding: 'pbx.accessDenied' },
  user_blocked: { finding: 'pbx.userBlocked' },
  user_access_type_deny: { finding: 'pbx.userReadOnly' },
  app_access_type_deny: { finding: 'pbx.applicationAccess' },
  client_not_found: { finding: 'pbx.companyUnknown' },
  rate_limit_exceeded: { finding: 'pbx.quota' },
  invalid_grant: { code: 'auth.rejected', finding: 'pbx.signInAgain' },
  invalid_client: { code: 'auth.rejected', finding: 'pbx.wrongApplication' },
  unauthorized_client: { code: 'auth.rejected', finding: 'pbx.grantRefused' },
}

/** Fields on the wire → fields of the forms, where a refusal names one: `transfer_dst: …`. */
const formFields: Record<string, string> = {
  name: 'name',
  type: 'type',
  status: 'status',
  label: 'label',
  title: 'title',
  file: 'file',
  timezone: 'timeZone',
  conditions: 'conditions',
  caller_id_name: 'callerIdName',
  did_as_transfer_caller_id: 'transferCallerId',
  extension_id: 'extensionId',
  transfer_dst: 'destinations',
  transfer_timeout: 'timeoutSeconds',
  cascade_numbers: 'legs',
  playfile_sound: 'promptId',
  caller_id: 'conditions.callerPattern',
  caller_id_action: 'conditions.callerAction',
  call_status: 'conditions.callStatus',
  extension_call_status: 'conditions.extensionCallStatus',
  extension_status: 'conditions.extensionStatus',
  interval: 'conditions.intervalId',
}

/** @returns the same failure with what the refusal means. */
export function explainFailure(failure: GatewayFailure): GatewayFailure {
  const { status, providerCode } = failure
  const meaning = meanings[providerCode ?? '']
  const message = failure.error.providerMessage
  if (meaning) {
    const fields = meaning.finding ? [finding('', meaning.finding, {})] : []
    return changed(failure, meaning.code ?? failure.error.code, fields)
  }
  // The words of a 400 are not documented; some operators begin them with the field.
  const named = status === 400 && message ? /^([a-z_]{2,40}):\s*\S/.exec(message)?.[1] : undefined
  const path = named === undefined ? undefined : formFields[named]
  if (path === undefined || message === undefined) return failure
  return changed(failure, failure.error.code, [finding(path, 'field.refusedByProvider', { message })])
}

/** @returns a refusal of the token endpoint: whatever its words, the way of signing in is not accepted. */
export function explainSignInFailure(failure: GatewayFailure): GatewayFailure {
  const explained = explainFailure(failure)
  return failure.status === 400 || failure.status === 401
    ? changed(explained, 'auth.rejected', explained.error.fields)
    : explained
}

const finding = (path: string, code: FindingCode, params: Finding['params']): Finding => ({
  path,
  severity: 'error',
  code,
  params,
})

function changed(failure: GatewayFailure, code: ErrorCode, fields: Finding[]): GatewayFailure {
  const { status, providerCode, delivery, cause } = failure
  return new GatewayFailure({ ...failure.error, code, fields }, delivery, { cause, status, providerCode })
}
