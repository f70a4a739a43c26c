/** The same network, whose every answer and failure tells how its account is. */
import { AppFailure, type AppError } from '@shared/domain/app-error'
import type { Gateway } from '../http/gateway'

interface Listener {
  recordAnswer(accountId: string): void
  recordError(accountId: string, error: AppError): void
}

/** @param listener asked for when something came back: the accounts themselves are made with this network */
export const createTellingGateway = (network: Gateway, listener: () => Listener): Gateway => ({
  async send(request) {
    try {
      const answer = await network.send(request)
      listener().recordAnswer(request.accountId)
      return answer
    } catch (error) {
      if (error instanceof AppFailure) listener().recordError(request.accountId, error.error)
      throw error
    }
  },
})
