import { useI18n } from '../../i18n'

/** @returns writes ms of a call as seconds with one decimal: `12.5` */
export function useSeconds(): (milliseconds: number) => string {
  const { locale } = useI18n()
  return (milliseconds) =>
    new Intl.NumberFormat(locale.value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
      milliseconds / 1000,
    )
}
