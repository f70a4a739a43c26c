import type { Recording } from '@shared/domain/pbx/prompt-intent'
import { useI18n } from '../../i18n'

/** Length and size of recordings in the operator's language. */
export function useSoundFormat() {
  const { locale } = useI18n()
  const unit = (value: number, name: string, digits: number): string =>
    new Intl.NumberFormat(locale.value, {
      style: 'unit',
      unit: name,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value)
  return {
    /** `2.4 s`; empty without a recording. */
    length: (recording: Pick<Recording, 'seconds'> | undefined): string =>
      recording ? unit(recording.seconds, 'second', 1) : '',
    size: ({ size }: Pick<Recording, 'size'>): string =>
      size < 2 ** 20 ? unit(size / 1024, 'kilobyte', 0) : unit(size / 2 ** 20, 'megabyte', 1),
  }
}
