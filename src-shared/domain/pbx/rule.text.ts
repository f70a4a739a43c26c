import { defineTexts } from '../../text/text'

/** Findings of `checkIncomingRule` and `checkRuleList`. */
export const ruleFindings = defineTexts({
  en: {
    'rule.textUnsendable': 'Contains control characters, such as a line break or a tab. Remove them.',
    'rule.textTooLong': 'At most {maximum} characters.',
    'rule.intervalGone': 'Interval {id} does not exist any more. Choose another one.',
    'rule.intervalNever': 'The interval “{name}” never holds again, so this rule never applies.',
    'rule.zoneUnknown': 'The zone “{zone}” of the interval is not known here: the console cannot tell when it holds.',
    'rule.unreachableNotBusy': 'An extension that cannot be reached is never busy, so this rule never applies.',
    'rule.destinationSpaces': 'A space would make several numbers of this one.',
    'rule.destinationBlocked': 'Extension {number} is blocked.',
    'rule.destinationMissing': 'There is no extension {number}.',
    'rule.destinationNoPlus': 'A phone is best written with + and country code.',
    'rule.destinationRepeated': '{number} is there twice.',
    'rule.destinationLoops': 'The call may come back: {chain}.',
    'rule.destinationsTooMany':
      'A transfer takes at most {maximum} numbers, here are {count}. A simple transfer takes more, without the rules of those called.',
    'rule.legsMany': 'It is not documented whether a cascade takes more than {maximum} numbers.',
    'rule.legNeverRings': 'The rule is over before this number begins to ring.',
    'rule.delayRange': 'A whole number of seconds, 0 or more.',
    'rule.timeoutRange': 'A whole number of seconds, 1 or more.',
    'rule.timeoutLong': 'Longer than {seconds} s: most callers hang up before.',
    'rule.voicemailNotPhone': 'Voicemail has a meaning for phones only.',
    'rule.promptGone': 'Prompt {id} does not exist any more. Choose another one.',
    'rule.gone': 'Rule {id} does not exist any more.',
    'rule.readOnly': 'The console does not know this type of rule and leaves it as it is.',
    'rule.orderStale': 'Rules were added or removed meanwhile. Read them again and put them in order then.',
    'rule.orderHides': 'In this order {count} more of the rules are never reached.',
    'rule.neverReached': 'Never reached: rule {position} takes every call that this one would take.',
    'rule.neverReachedByTwo':
      'Never reached: rules {first} and {second} together take every call that this one would take.',
    'rule.statusesContradict':
      'Nothing was forwarded before, so the previous call is the one to the extension: both results can never hold at once.',
  },
  ru: {
    'rule.textUnsendable': 'Есть управляющие знаки, например перевод строки или табуляция. Удалите их.',
    'rule.textTooLong': 'Не больше {maximum} знаков.',
    'rule.intervalGone': 'Интервала {id} больше нет. Выберите другой.',
    'rule.intervalNever': 'Интервал «{name}» больше не наступит, и правило никогда не сработает.',
    'rule.zoneUnknown':
      'Часовой пояс «{zone}» интервала здесь неизвестен: консоль не может сказать, когда он действует.',
    'rule.unreachableNotBusy': 'Недоступный внутренний номер не бывает занят, и правило никогда не сработает.',
    'rule.destinationSpaces': 'Из-за пробела этот номер станет несколькими.',
    'rule.destinationBlocked': 'Внутренний номер {number} заблокирован.',
    'rule.destinationMissing': 'Внутреннего номера {number} нет.',
    'rule.destinationNoPlus': 'Телефон лучше писать с + и кодом страны.',
    'rule.destinationRepeated': '{number} указан дважды.',
    'rule.destinationLoops': 'Вызов может вернуться: {chain}.',
    'rule.destinationsTooMany':
      'Перевод принимает не больше {maximum} номеров, здесь их {count}. Простой перевод принимает больше, но без правил вызываемых.',
    'rule.legsMany': 'Не описано, принимает ли каскад больше {maximum} номеров.',
    'rule.legNeverRings': 'Правило закончится раньше, чем этот номер начнёт звонить.',
    'rule.delayRange': 'Целое число секунд, от 0.',
    'rule.timeoutRange': 'Целое число секунд, от 1.',
    'rule.timeoutLong': 'Дольше {seconds} с: большинство звонящих положит трубку раньше.',
    'rule.voicemailNotPhone': 'Голосовая почта имеет смысл только для телефонов.',
    'rule.promptGone': 'Записи {id} больше нет. Выберите другую.',
    'rule.gone': 'Правила {id} больше нет.',
    'rule.readOnly': 'Консоль не знает этот тип правила и оставляет его как есть.',
    'rule.orderStale': 'Правила за это время добавлены или удалены. Прочитайте их заново и расставьте ещё раз.',
    'rule.orderHides': 'При таком порядке не сработают ещё {count} из правил.',
    'rule.neverReached': 'Не сработает: правило {position} забирает все вызовы, которые подошли бы этому.',
    'rule.neverReachedByTwo':
      'Не сработает: правила {first} и {second} вместе забирают все вызовы, которые подошли бы этому.',
    'rule.statusesContradict':
      'До этого ничего не переводилось, поэтому предыдущий вызов — вызов внутреннего номера: оба результата сразу невозможны.',
  },
})
