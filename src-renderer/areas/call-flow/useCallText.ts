import type { CallTarget } from '@shared/contract/call-flow'
import type { Behaviour } from '@shared/domain/call-flow/call'
import { describeTrace } from '@shared/domain/call-flow/describe'
import { maskNumbers } from '@shared/domain/call-flow/mask-numbers'
import type { Trace } from '@shared/domain/call-flow/trace'
import { formatPhone, normalisePhone } from '@shared/domain/phone'
import { useI18n } from '../../i18n'
import { callerOf, type CallForm } from './call-form.model'
import { useSeconds } from './useSeconds'

export interface SharedCall {
  form: CallForm
  target: CallTarget | null
  trace: Trace
  /** Where `trace` is that of a draft. */
  published: Trace | null
}

/** Writes a call and what becomes of it as plain text, for somebody who does not have this console. */
export function useCallText() {
  const { t, locale } = useI18n()
  const seconds = useSeconds()

  const behaves = (behaviour: Behaviour): string =>
    behaviour.kind === 'answers'
      ? `${t('callFlow.behaviour.answers')} ${behaviour.afterSeconds} ${t('callFlow.behaviour.seconds')}`
      : t(`callFlow.behaviour.${behaviour.kind}`)

  function circumstances({ form, target }: SharedCall): string[] {
    const caller = callerOf(form)
    const keys = form.timedKeys.map(({ key, at }) => t('callFlow.timedKey', { key, seconds: seconds(at) })).join(', ')
    const moment = new Intl.DateTimeFormat(locale.value, {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: form.timeZone,
    })
    const pairs = (of: CallForm['variables']) => of.map(({ name, value }) => `${name} = ${value}`).join(', ')
    const parts: [string, string][] = [
      [
        t('callFlow.called'),
        target
          ? [target.called.kind === 'number' ? formatPhone(target.number) : target.number, target.label, target.account]
              .filter(Boolean)
              .join(' · ')
          : '',
      ],
      [
        t('callFlow.caller'),
        caller === null ? t('callFlow.hidden') : normalisePhone(caller).digits ? formatPhone(caller) : caller,
      ],
      [t('callFlow.moment'), `${moment.format(form.at)} (${form.timeZone})`],
      [t('callFlow.keys'), keys || form.keys],
      [t('callFlow.behaviour.extensions'), behaves(form.extensions)],
      [t('callFlow.behaviour.phones'), behaves(form.phones)],
      ...Object.entries(form.behaviours).map(([address, one]): [string, string] => [address, behaves(one)]),
      [t('callFlow.unreachable'), form.unreachable.join(', ')],
      [t('callFlow.hangsUpAfter'), form.hangsUpAfter === null ? '' : String(form.hangsUpAfter)],
      [t('callFlow.variables'), pairs(form.variables)],
      [t('callFlow.recorded'), pairs(form.recorded)],
    ]
    return parts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`)
  }

  /** @param areMasked phone numbers are hidden but for their ends */
  return (shared: SharedCall, areMasked: boolean): string => {
    const { trace, published } = shared
    const mask = areMasked ? maskNumbers : (text: string) => text
    const traces = published
      ? [
          t('callFlow.draft'),
          mask(describeTrace(trace, locale.value)),
          '',
          t('callFlow.published'),
          mask(describeTrace(published, locale.value)),
        ]
      : [mask(describeTrace(trace, locale.value))]
    // Dates are written with names of months, so that no mask takes one for a number.
    return [t('callFlow.title'), ...circumstances(shared).map(mask), '', ...traces, ''].join('\n')
  }
}
