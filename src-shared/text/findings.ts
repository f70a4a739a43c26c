/** Texts of everything a check can find. One block per domain; the keys are the finding codes. */
import { accountFindings } from '../domain/account.text'
import { autocallFindings } from '../domain/autocall/autocall.text'
import { contactFindings } from '../domain/autocall/contacts.text'
import { buyingFindings } from '../domain/buying/buying.text'
import { callFindings } from '../domain/call-flow/call.text'
import { changeFindings } from '../domain/change.text'
import { exolveFindings } from '../domain/exolve.text'
import { forwardingFindings } from '../domain/forwarding/forwarding.text'
import { overrideFindings } from '../domain/forwarding/override.text'
import { importFindings } from '../domain/import/import.text'
import { callerPatternFindings } from '../domain/pbx/caller-pattern/caller-pattern.text'
import { isKnownExtensionType } from '../domain/pbx/extension'
import { extensionTypeTexts } from '../domain/pbx/extension.text'
import { pbxRefusalFindings } from '../domain/pbx/refusal.text'
import { intervalFindings } from '../domain/pbx/interval-findings.text'
import { promptFindings } from '../domain/pbx/prompt-findings.text'
import { pbxResourceFindings } from '../domain/pbx/resource.text'
import { ivrFindings } from '../domain/ivr/ivr.text'
import { numberBatchFindings } from '../domain/number-batch/number-batch.text'
import { periodFindings } from '../domain/period/period.text'
import { ruleFindings } from '../domain/pbx/rule.text'
import { phoneFindings } from '../domain/phone.text'
import { twinFindings } from '../domain/twin.text'
import { namedScheduleFindings } from '../domain/schedule/named.text'
import { formatText, type Locale } from './text'

const common = {
  en: {
    'field.required': 'Fill this in.',
    'field.malformed': 'This value is not valid.',
    'field.refusedByProvider': 'The provider refused this value: {message}',
  },
  ru: {
    'field.required': 'Заполните поле.',
    'field.malformed': 'Недопустимое значение.',
    'field.refusedByProvider': 'Провайдер отклонил это значение: {message}',
  },
}

export const findingTexts = {
  en: {
    ...common.en,
    ...accountFindings.en,
    ...autocallFindings.en,
    ...callerPatternFindings.en,
    ...contactFindings.en,
    ...buyingFindings.en,
    ...callFindings.en,
    ...changeFindings.en,
    ...forwardingFindings.en,
    ...importFindings.en,
    ...pbxRefusalFindings.en,
    ...intervalFindings.en,
    ...promptFindings.en,
    ...pbxResourceFindings.en,
    ...ivrFindings.en,
    ...namedScheduleFindings.en,
    ...numberBatchFindings.en,
    ...overrideFindings.en,
    ...periodFindings.en,
    ...phoneFindings.en,
    ...ruleFindings.en,
    ...exolveFindings.en,
    ...twinFindings.en,
  },
  ru: {
    ...common.ru,
    ...accountFindings.ru,
    ...autocallFindings.ru,
    ...callerPatternFindings.ru,
    ...contactFindings.ru,
    ...buyingFindings.ru,
    ...callFindings.ru,
    ...changeFindings.ru,
    ...forwardingFindings.ru,
    ...importFindings.ru,
    ...pbxRefusalFindings.ru,
    ...intervalFindings.ru,
    ...promptFindings.ru,
    ...pbxResourceFindings.ru,
    ...ivrFindings.ru,
    ...namedScheduleFindings.ru,
    ...numberBatchFindings.ru,
    ...overrideFindings.ru,
    ...periodFindings.ru,
    ...phoneFindings.ru,
    ...ruleFindings.ru,
    ...exolveFindings.ru,
    ...twinFindings.ru,
  },
}

type Params = Record<string, string | number>

/** @returns the finding in the operator's language, as is the type of an extension that it names */
export const findingText = (
  { code, params }: { code: keyof (typeof findingTexts)['en']; params: Params },
  locale: Locale,
): string => formatText(findingTexts[locale][code], inWords(params, locale))

/** `type` is the one of an extension; one that is not known here stays as the provider has it. */
function inWords(params: Params, locale: Locale): Params {
  const type = `${params['type']}`
  return isKnownExtensionType(type) ? { ...params, type: extensionTypeTexts[locale][type] } : params
}
