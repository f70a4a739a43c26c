import { isKnownJobStatus } from '@shared/domain/autocall/job'
import { autocallNames } from '@shared/domain/autocall/names.text'
import type { Locale } from '@shared/text/text'
import type { StatusKind } from '../../components/StatusMark.vue'

const kinds: Record<string, StatusKind> = {
  BLANK: 'neutral',
  READY: 'neutral',
  PROCESS: 'running',
  PAUSED: 'warning',
  HALTED: 'danger',
  FINISHED: 'success',
}

/** @param status a word that nobody explains is shown as it is */
export const jobStatus = (status: string, locale: Locale): { kind: StatusKind; label: string } => ({
  kind: kinds[status] ?? 'neutral',
  label: isKnownJobStatus(status) ? autocallNames[locale].status[status] : status,
})

/** Whether the provider changes such a job by itself. */
export const isMoving = (status: string | undefined): boolean => status === 'PROCESS' || status === 'READY'
