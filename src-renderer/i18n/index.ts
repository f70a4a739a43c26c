/** Texts of the window in both languages. Each area keeps its own `texts.ts`; a key missing in one language is a type error. */
import { createI18n } from 'vue-i18n'
import type { Locale } from '@shared/text/text'
import { shellTexts } from '../app/texts'
import { accountsTexts } from '../areas/accounts/texts'
import { activityTexts } from '../areas/activity/texts'
import { buyingTexts } from '../areas/buying/texts'
import { callFlowTexts } from '../areas/call-flow/texts'
import { contactsTexts, stopListTexts } from '../areas/autocall/contacts/texts'
import { autocallTexts } from '../areas/autocall/texts'
import { changesTexts } from '../areas/changes/texts'
import { periodTexts } from '../areas/forwarding/period/texts'
import { importTexts } from '../areas/forwarding/import/texts'
import { forwardingTexts } from '../areas/forwarding/texts'
import { intervalsTexts } from '../areas/intervals/texts'
import { ivrTexts } from '../areas/ivr/texts'
import { numbersTexts } from '../areas/numbers/texts'
import { overridesTexts } from '../areas/overrides/texts'
import { overviewTexts } from '../areas/overview/texts'
import { extensionsTexts } from '../areas/numbers/pbx/texts'
import { pbxTexts } from '../areas/pbx/texts'
import { namedSchedulesTexts } from '../areas/schedules/named/texts'
import { schedulesTexts } from '../areas/schedules/texts'
import { rulesTexts } from '../areas/rules/texts'
import { promptsTexts } from '../areas/prompts/texts'
import { settingsTexts } from '../areas/settings/texts'
import { snapshotsTexts } from '../areas/snapshots/texts'
import { twinNumbersTexts } from '../areas/twin-numbers/texts'

const messages = {
  en: {
    shell: shellTexts.en,
    accounts: accountsTexts.en,
    overview: overviewTexts.en,
    ivr: ivrTexts.en,
    numbers: numbersTexts.en,
    forwarding: forwardingTexts.en,
    imports: importTexts.en,
    period: periodTexts.en,
    buying: buyingTexts.en,
    callFlow: callFlowTexts.en,
    autocall: autocallTexts.en,
    contacts: contactsTexts.en,
    stopList: stopListTexts.en,
    changes: changesTexts.en,
    activity: activityTexts.en,
    rules: rulesTexts.en,
    pbx: pbxTexts.en,
    prompts: promptsTexts.en,
    intervals: intervalsTexts.en,
    settings: settingsTexts.en,
    overrides: overridesTexts.en,
    namedSchedules: namedSchedulesTexts.en,
    schedules: schedulesTexts.en,
    extensions: extensionsTexts.en,
    snapshots: snapshotsTexts.en,
    twinNumbers: twinNumbersTexts.en,
  },
  ru: {
    shell: shellTexts.ru,
    accounts: accountsTexts.ru,
    overview: overviewTexts.ru,
    ivr: ivrTexts.ru,
    numbers: numbersTexts.ru,
    forwarding: forwardingTexts.ru,
    imports: importTexts.ru,
    period: periodTexts.ru,
    buying: buyingTexts.ru,
    callFlow: callFlowTexts.ru,
    autocall: autocallTexts.ru,
    contacts: contactsTexts.ru,
    stopList: stopListTexts.ru,
    changes: changesTexts.ru,
    activity: activityTexts.ru,
    rules: rulesTexts.ru,
    pbx: pbxTexts.ru,
    prompts: promptsTexts.ru,
    intervals: intervalsTexts.ru,
    settings: settingsTexts.ru,
    overrides: overridesTexts.ru,
    namedSchedules: namedSchedulesTexts.ru,
    schedules: schedulesTexts.ru,
    extensions: extensionsTexts.ru,
    snapshots: snapshotsTexts.ru,
    twinNumbers: twinNumbersTexts.ru,
  },
}

type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Prefix}${Key}` : Leaves<Tree[Key], `${Prefix}${Key}.`>
}[keyof Tree & string]

/** Every text of the window by its dotted name: `accounts.form.label`. */
export type TextKey = Leaves<(typeof messages)['en']>

/** Russian has three forms for whole numbers: 1 номер | 2 номера | 5 номеров; with zero written apart if a text has four. */
function russianPlural(count: number, forms: number): number {
  const absolute = Math.abs(count)
  if (forms === 4 && absolute === 0) return 0
  const offset = forms === 4 ? 1 : 0
  const tens = absolute % 100
  const ones = absolute % 10
  if (ones === 1 && tens !== 11) return offset
  if (ones >= 2 && ones <= 4 && (tens < 12 || tens > 14)) return offset + 1
  return offset + 2
}

export const i18n = createI18n({
  legacy: false,
  locale: 'ru' as Locale,
  fallbackLocale: 'en',
  messages,
  pluralRules: { ru: russianPlural },
})

/** Made once: one takes longer to make than the whole text. */
const numberFormats: Record<Locale, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en'),
  ru: new Intl.NumberFormat('ru'),
}

/**
 * The text in the operator's language, followed when the language changes.
 * @param count chooses the plural form, and fills `{count}` as a whole number in the language's own notation.
 */
function t(key: TextKey, params: Record<string, string | number> = {}, count?: number): string {
  if (count === undefined) return i18n.global.t(key, params)
  const shown = numberFormats[i18n.global.locale.value].format(count)
  return i18n.global.t(key, { ...params, count: shown }, count)
}

/** true when there is such a text: for names that come from main, such as the fields of a difference. */
const has = (key: string): key is TextKey => i18n.global.te(key, 'en')

/** Like vue-i18n's own, but a key that does not exist is a type error. */
export const useI18n = () => ({ t, has, locale: i18n.global.locale })
