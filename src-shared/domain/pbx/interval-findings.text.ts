import { defineTexts } from '../../text/text'

export const intervalFindings = defineTexts({
  en: {
    'interval.zoneUnknown': 'This time zone is not known. Choose one of the list.',
    'interval.noCondition': 'Without a condition the interval never holds. Add one.',
    'interval.emptyCondition': 'Nothing is set in this condition.',
    'interval.monthDaysOrder': 'The first day must be before the last: the provider takes no single day of a month.',
    'interval.timesEqual': 'Start and end are the same time. For the whole day leave the times out.',
    'interval.nightOfDates':
      'A night goes on into the next day, and that is another date. Make two conditions, one up to 24:00 and one from 0:00.',
    'interval.dateMissing': 'This date does not exist.',
    'interval.datesOrder': 'The end must be after the start.',
    'interval.neverHolds': 'From now on the interval never holds.',
    'interval.gone': 'This interval is no longer there.',
    'interval.nameTaken': 'There is another interval with this name.',
    'interval.inUse': 'These refer to this interval: {users}. Take it out of them first.',
    'interval.readOnly': 'A condition of this interval is not known here and would be lost.',
  },
  ru: {
    'interval.zoneUnknown': 'Такой часовой пояс не известен. Выберите из списка.',
    'interval.noCondition': 'Без условий интервал никогда не действует. Добавьте условие.',
    'interval.emptyCondition': 'В этом условии ничего не задано.',
    'interval.monthDaysOrder': 'Первый день должен быть раньше последнего: один день месяца провайдер не принимает.',
    'interval.timesEqual': 'Начало и конец совпадают. Для целого дня время не указывайте.',
    'interval.nightOfDates':
      'Ночь продолжается на следующий день, а это уже другая дата. Сделайте два условия: до 24:00 и с 0:00.',
    'interval.dateMissing': 'Такой даты нет.',
    'interval.datesOrder': 'Конец должен быть позже начала.',
    'interval.neverHolds': 'Начиная с этого момента интервал не действует никогда.',
    'interval.gone': 'Этого интервала больше нет.',
    'interval.nameTaken': 'Интервал с таким названием уже есть.',
    'interval.inUse': 'На этот интервал ссылаются: {users}. Сначала уберите его оттуда.',
    'interval.readOnly': 'Одно из условий интервала консоль не знает, оно было бы потеряно.',
  },
})
