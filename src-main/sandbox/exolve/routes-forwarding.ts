/** SetCallForwarding, DeleteCallForwarding, GetAttributes. */
import { printedInAttributes, requestedForwarding, setForwardingShape } from './forwarding'
import { Refusal } from './reply'
import { ownNumber, positive, route } from './routes'

export const forwardingRoutes = [
  route('/number/v1/SetCallForwarding', setForwardingShape, (request, context) => {
    const code = positive(request.number_code, 'SetCallForwarding', 'NumberCode')
    const number = ownNumber(code, 'Error setting call forwarding', context)
    const isOwn = (other: string): boolean => context.state.find(other)?.application === context.application
    const forwarding = requestedForwarding(request, isOwn)
    // Seen by others on numbers that are the caller id of a SIP ID; not in the documents.
    if (forwarding.type === 3 && number.sip) {
      throw new Refusal(400, 'Error setting call forwarding: number has sip', 'status and text of the refusal')
    }
    const assumed = replacement(number.forwarding.type, forwarding.type)
    number.forwarding = forwarding
    return { body: {}, ...(assumed && { assumed }) }
  }),

  route('/number/v1/DeleteCallForwarding', { number_code: 'uint64' }, (request, context) => {
    const code = positive(request.number_code, 'DeleteCallForwarding', 'NumberCode')
    const number = ownNumber(code, 'Error deleting call forwarding', context)
    const nothing = number.forwarding.type === 0
    number.forwarding = { type: 0 }
    return { body: {}, ...(nothing && { assumed: 'nothing to delete is no error' }) }
  }),

  route('/number/v1/GetAttributes', { number_code: 'uint64' }, (request, { state }) => {
    const code = positive(request.number_code, 'GetAttributes', 'NumberCode')
    const number = state.find(code)
    if (!number) {
      throw new Refusal(400, 'Error getting attributes: number is missing in the application', 'status and text')
    }
    const { resourceId, statusName, callRecord, transcription, analytics, amd, category, forwarding } = number
    return {
      body: {
        number_resource_id: resourceId,
        status_name: statusName,
        attributes: {
          // Printed even when false, unlike its neighbours (documented example).
          call_record: callRecord,
          ...printedInAttributes(forwarding),
          ...(transcription && { call_transcribation: true }),
          ...(category.type.options.incoming_sms && { incoming_sms_enabled: true }),
          ...(analytics && { speech_analytics: true }),
          ...(amd && { amd: true }),
        },
      },
      ...(forwarding.type === 4 && { assumed: 'name of the static IP object' }),
    }
  }),
]

function replacement(before: number, after: number): string | undefined {
  if (after === 0) return 'type 0 removes the forwarding'
  return before === 0 ? undefined : 'replaces the whole forwarding'
}
