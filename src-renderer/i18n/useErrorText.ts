import type { AppError } from '@shared/domain/app-error'
import type { Finding } from '@shared/domain/finding'
import { errorText } from '@shared/text/errors'
import { findingText } from '@shared/text/findings'
import { useI18n } from '.'

/** Errors and findings in the operator's language, followed when it changes. */
export function useErrorText() {
  const { locale } = useI18n()
  return {
    ofError: (error: Pick<AppError, 'code' | 'params'>): string => errorText(error, locale.value),
    ofFinding: (finding: Pick<Finding, 'code' | 'params'>): string => findingText(finding, locale.value),
  }
}
