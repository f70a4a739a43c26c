import { describe, expect, it } from 'vitest'
import type { Forwarding } from '@shared/domain/forwarding/forwarding'
import { GatewayFailure } from '../../../../src-main/http/gateway'
import { explainFailure } from '../../../../src-main/providers/exolve/errors'

const refusal = (providerMessage: string, status = 400) =>
  new GatewayFailure({ code: 'provider.validation', providerMessage, requestId: 'r' }, 'answered', { status })

const target = { number: '1', timeoutSeconds: 1, active: true, name: '', period: '', periodDescription: '' }
const toNumber = (targets: number): Forwarding => ({
  kind: 'number',
  redirect: 'single',
  targets: Array.from({ length: targets }, () => target),
  eventUrl: '',
  extendedEvents: false,
  clientId: '',
  promptToCaller: '',
  promptToCallee: '',
  masking: false,
  displayNumber: '',
})
const toUrl: Forwarding = { kind: 'url', url: '', reserve: '' }
const toStaticIp: Forwarding = { kind: 'staticIp', address: '', port: 1, timeoutSeconds: 1, did: '' }

describe('Exolve’s words', () => {
  it.each(['malformed token', 'Unauthorized', 'unauthorized'])('“%s” is about the key', (words) => {
    expect(explainFailure(refusal(words)).error.code).toBe('auth.rejected')
  })

  it.each([
    ['Error setting amd: number is missing in the application', undefined, '', 'exolve.numberOfOtherApplication'],
    ['Error setting call forwarding: number has sip', toUrl, 'kind', 'exolve.numberHasSip'],
    ['Error setting amd: activate amd service on this application', undefined, '', 'exolve.detectionNotActivated'],
    ['Error setting amd: amd already disabled on number', undefined, '', 'exolve.detectionIsOff'],
    [
      'call transcribation must be enabled in the application settings',
      undefined,
      '',
      'exolve.transcriptionNotActivated',
    ],
    ['speech analytics must be enabled in the application setting', undefined, '', 'exolve.analyticsNotActivated'],
    [
      'Error buying number: call transcribation and speech analytics cannot be enabled at the same time',
      undefined,
      '',
      'buying.oneSpeechService',
    ],
    ['Номер 79990000000 не существует', undefined, '', 'exolve.numberDoesNotExist'],
    ['proto: (line 1:2): unknown field "display_number"', toNumber(1), 'displayNumber', 'exolve.fieldUnknown'],
    ["unknown field 'x'", toUrl, '', 'exolve.fieldUnknown'],
    ["invalid value for uint64 field did: 'x'", toStaticIp, 'did', 'field.refusedByProvider'],
    ['invalid value for uint32 field timeout: "x"', toStaticIp, 'timeoutSeconds', 'field.refusedByProvider'],
    ['invalid value for uint32 field timeout: "x"', toNumber(1), 'targets.0.timeoutSeconds', 'field.refusedByProvider'],
    ['invalid value for uint32 field timeout: "x"', toNumber(2), 'targets', 'field.refusedByProvider'],
    ['invalid value for string field eventUrl: 1', toNumber(1), 'eventUrl', 'field.refusedByProvider'],
    [
      'invalid SetCallForwardingRequest.CallForwardingNumber.CallControl[1].RedirectNumber: value length must be 11',
      toNumber(2),
      'targets.1.number',
      'field.refusedByProvider',
    ],
    ['invalid SetCallForwardingRequest.NumberCode: value must be greater than 0', toUrl, '', 'field.refusedByProvider'],
    ['call_control[2].redirect_number must be digits', toNumber(3), 'targets.2.number', 'field.refusedByProvider'],
    ['static_ip must be an IPv4 address', toStaticIp, 'address', 'field.refusedByProvider'],
  ])('“%s” lands at its field', (words, wanted, path, code) => {
    const { error } = explainFailure(refusal(words), wanted)
    expect(error.fields).toMatchObject([{ path, code, severity: 'error' }])
    expect(error).toMatchObject({ providerMessage: words, requestId: 'r' })
  })

  it('leaves alone what it does not know, and keeps status and delivery of what it knows', () => {
    const unknown = refusal('something new')
    expect(explainFailure(unknown)).toBe(unknown)
    expect(explainFailure(refusal('Unauthorized', 401))).toMatchObject({ delivery: 'answered', status: 401 })
  })
})
