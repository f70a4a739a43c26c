/** Bugs of the window: caught in one place and shown with what is needed to report them. */
import { shallowRef, type App } from 'vue'
import { AppFailure, type AppError } from '@shared/domain/app-error'

export interface Fault {
  id: number
  /** Set when main answered with an expected failure that no screen took care of. */
  error: AppError | null
  message: string
  stack: string
}

export const faults = shallowRef<readonly Fault[]>([])
let lastId = 0

export function reportFault(cause: unknown): void {
  lastId += 1
  const fault: Fault = {
    id: lastId,
    error: cause instanceof AppFailure ? cause.error : null,
    message: cause instanceof Error ? cause.message : String(cause),
    stack: cause instanceof Error ? (cause.stack ?? '') : '',
  }
  // The newest few are enough: a fault in rendering can come a hundred times.
  faults.value = [fault, ...faults.value.filter((other) => other.message !== fault.message)].slice(0, 3)
}

export const dismissFault = (id: number): void => {
  faults.value = faults.value.filter((fault) => fault.id !== id)
}

export function catchFaults(app: App): void {
  app.config.errorHandler = reportFault
  window.addEventListener('error', (event) => {
    // No fault: the browser tells a component that measures itself, such as a growing text field, in the next frame.
    if (event.message.startsWith('ResizeObserver loop')) return
    reportFault(event.error ?? event.message)
  })
  window.addEventListener('unhandledrejection', (event) => reportFault(event.reason))
}
