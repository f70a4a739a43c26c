import { defineTexts } from '../../text/text'

/** Findings of `checkPeriod` and problems of `parsePeriod`. */
export const periodFindings = defineTexts({
  en: {
    'period.groupExpected': 'Expected a scale and braces with values: hr {9am-5pm}.',
    'period.scaleMissing': 'A scale is missing before the brace: yr, mo, wk, yd, md, wd, hr, min or sec.',
    'period.scaleUnknown': 'Unknown scale “{written}”. Known ones: yr, mo, wk, yd, md, wd, hr, min, sec.',
    'period.braceMissing': 'The closing brace is missing.',
    'period.braceUnexpected': 'This brace has no pair.',
    'period.commaInBraces': 'Values in braces are separated by spaces, not commas.',
    'period.subPeriodEmpty': 'Nothing stands before this comma.',
    'period.rangeIncomplete': 'A range needs a value on both sides of the dash.',
    'period.valueUnknown': '“{written}” is not a value of {scale}.',
    'period.valueOutOfRange': '“{written}” is outside {minimum}–{maximum}, the values of {scale}.',
    'period.yearOutOfRange': '“{written}” is not a year of yr: two digits, or 1970 and later.',
    'period.clockHour': 'Hours run from 12am to 11am and from 12pm to 11pm. “{written}” probably means {meant}.',
    'period.weekdayDigits':
      'Write weekdays as names. “{written}” may mean {fromMonday} (Exolve lists Monday first) or {fromSunday} (1 is Sunday where the grammar comes from).',
    'period.yearDayBeyondPrinted': 'Exolve documents days of the year up to 365; the 366th is unconfirmed.',
    'period.yearBeyondPrinted': 'Exolve documents years up to 3000.',
    'period.commaUnconfirmed': 'Several periods separated by commas are unconfirmed at Exolve. Make a test call.',
    'period.formUnconfirmed':
      'The form “{written}” is not in Exolve’s documents. Make a test call, or use a documented form.',
    'period.textIgnored': 'Text after a line break inside braces is passed over.',
    'period.neverHolds': 'This period never comes.',
  },
  ru: {
    'period.groupExpected': 'Ожидается шкала и значения в фигурных скобках: hr {9am-5pm}.',
    'period.scaleMissing': 'Перед скобкой нет шкалы: yr, mo, wk, yd, md, wd, hr, min или sec.',
    'period.scaleUnknown': 'Неизвестная шкала «{written}». Известны: yr, mo, wk, yd, md, wd, hr, min, sec.',
    'period.braceMissing': 'Нет закрывающей скобки.',
    'period.braceUnexpected': 'У этой скобки нет пары.',
    'period.commaInBraces': 'Значения в скобках разделяются пробелами, а не запятыми.',
    'period.subPeriodEmpty': 'Перед этой запятой ничего нет.',
    'period.rangeIncomplete': 'У диапазона должны быть значения по обе стороны дефиса.',
    'period.valueUnknown': '«{written}» — не значение шкалы {scale}.',
    'period.valueOutOfRange': '«{written}» вне пределов {minimum}–{maximum} шкалы {scale}.',
    'period.yearOutOfRange': '«{written}» — не год шкалы yr: две цифры либо 1970 и позже.',
    'period.clockHour': 'Часы идут от 12am до 11am и от 12pm до 11pm. «{written}», вероятно, означает {meant}.',
    'period.weekdayDigits':
      'Пишите дни недели названиями. «{written}» может означать {fromMonday} (Exolve начинает список с понедельника) или {fromSunday} (в исходной грамматике 1 — воскресенье).',
    'period.yearDayBeyondPrinted': 'В документации Exolve дни года — до 365; 366-й не подтверждён.',
    'period.yearBeyondPrinted': 'В документации Exolve годы — до 3000.',
    'period.commaUnconfirmed':
      'Поддержка нескольких периодов через запятую у Exolve не подтверждена. Сделайте пробный звонок.',
    'period.formUnconfirmed':
      'Вида «{written}» нет в документации Exolve. Сделайте пробный звонок или используйте описанный вид.',
    'period.textIgnored': 'Текст после перевода строки внутри скобок не учитывается.',
    'period.neverHolds': 'Такой период никогда не наступает.',
  },
})

/** Words of `describePeriod`. Names stand in the order of the grammar's values: weekdays from Sunday. */
export const periodWords = defineTexts({
  en: {
    always: 'always',
    never: 'never',
    daily: 'daily',
    weekdays: 'Sun Mon Tue Wed Thu Fri Sat',
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    monthsAfterDay: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    monthDays: 'days {values} of the month',
    weeks: 'weeks {values} of the month',
    yearDays: 'days {values} of the year',
    minutes: 'minutes {values} of the hour',
    seconds: 'seconds {values} of the minute',
    more: 'and {count} more',
  },
  ru: {
    always: 'всегда',
    never: 'никогда',
    daily: 'ежедневно',
    weekdays: 'вс пн вт ср чт пт сб',
    months: 'янв фев мар апр май июн июл авг сен окт ноя дек',
    monthsAfterDay: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
    monthDays: 'дни месяца {values}',
    weeks: 'недели месяца {values}',
    yearDays: 'дни года {values}',
    minutes: 'минуты часа {values}',
    seconds: 'секунды минуты {values}',
    more: 'и ещё {count}',
  },
})
