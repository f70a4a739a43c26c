import { defineTexts } from '@shared/text/text'

export const contactsTexts = defineTexts({
  en: {
    title: 'Contacts for “{job}”',
    steps: { file: 'File', columns: 'Columns', result: 'Check' },
    file: {
      heading: 'A table of people',
      text: 'CSV or XLSX with up to 1,000,000 rows: a phone number in each, and whatever the bot needs to know. Nothing is sent before you have seen who will be called.',
    },
    rule: {
      homeCountry: 'Country of numbers without a code',
      withForeign: 'Call other countries',
      withPremium: 'Call premium-rate numbers',
      recentDays: 'Leave out whoever other jobs called within, days',
    },
    columns: {
      ignored: 'Left out',
      phone: 'Phone',
      variable: 'Variable of the bot',
      externalId: 'Your ID of the person',
      zone: 'Time zone',
      variableName: 'Name of the variable',
      variableNameOf: '{name}: name of the variable',
    },
    previewNote:
      'The first rows, each by itself. Duplicates and the stop list are looked up when the whole file is read.',
    prepare: 'Read the file',
    reading: 'Reading',
    plan: 'nobody to add | Plan adding {count} contact | Plan adding {count} contacts',
    planHelp: 'Planning sends nothing. Adding contacts does not start the job.',
    result: {
      header: '{count} header',
      blank: '{count} empty',
      duplicates:
        'Duplicates: {inFile} within the file, {inJob} already in this job, {recent} called by other jobs of late.',
      leftOut:
        'no numbers left out | {count} further number of a person is left out. | {count} further numbers of people are left out.',
      zonesUnread: 'all zones readable | {count} time zone is not readable. | {count} time zones are not readable.',
      zones: 'By time zone',
      noZone: 'not known',
      table: 'Rows of the group',
      columns: { line: 'Row', written: 'As written', phones: 'Called as', reason: 'Why', variables: 'Variables' },
    },
  },
  ru: {
    title: 'Контакты для «{job}»',
    steps: { file: 'Файл', columns: 'Колонки', result: 'Проверка' },
    file: {
      heading: 'Таблица с людьми',
      text: 'CSV или XLSX, до 1 000 000 строк: в каждой номер телефона и то, что нужно знать боту. Ничего не отправится, пока вы не увидите, кому позвонят.',
    },
    rule: {
      homeCountry: 'Страна номеров без кода',
      withForeign: 'Звонить в другие страны',
      withPremium: 'Звонить на платные номера',
      recentDays: 'Не звонить тем, кому другие обзвоны звонили за последние, дней',
    },
    columns: {
      ignored: 'Не нужна',
      phone: 'Телефон',
      variable: 'Переменная бота',
      externalId: 'Ваш ID человека',
      zone: 'Часовой пояс',
      variableName: 'Имя переменной',
      variableNameOf: '{name}: имя переменной',
    },
    previewNote: 'Первые строки, каждая сама по себе. Повторы и стоп-лист проверяются, когда читается весь файл.',
    prepare: 'Прочитать файл',
    reading: 'Чтение',
    plan: 'добавлять некого | Запланировать: {count} контакт | Запланировать: {count} контакта | Запланировать: {count} контактов',
    planHelp: 'План ничего не отправляет. Добавление контактов не запускает обзвон.',
    result: {
      header: '{count} заголовок',
      blank: '{count} пустых',
      duplicates:
        'Повторы: {inFile} внутри файла, {inJob} уже в этом обзвоне, {recent} недавно были в других обзвонах.',
      leftOut:
        'всё взято | Не взят {count} дополнительный номер. | Не взяты {count} дополнительных номера. | Не взяты {count} дополнительных номеров.',
      zonesUnread:
        'все пояса читаются | Не читается {count} часовой пояс. | Не читаются {count} часовых пояса. | Не читаются {count} часовых поясов.',
      zones: 'По часовым поясам',
      noZone: 'неизвестно',
      table: 'Строки группы',
      columns: {
        line: 'Строка',
        written: 'Как написано',
        phones: 'Номер для звонка',
        reason: 'Почему',
        variables: 'Переменные',
      },
    },
  },
})

export const stopListTexts = defineTexts({
  en: {
    title: 'Stop list',
    text: 'Nobody on it is called by any job of any account. The numbers themselves are not kept, only what tells them again: the list cannot be shown or taken away.',
    count: 'The list is empty. | {count} number is on it. | {count} numbers are on it.',
    open: 'Add from a file',
    column: 'Column {position}: {sample}',
    chooseColumn: 'Column of the phone numbers',
    read: 'Add',
    outcome: 'Added: {added}; already there: {known}; rows without a number: {invalid}.',
    one: 'One number',
    ask: 'Look up',
    add: 'Add',
    remove: 'Take off',
    added: 'Added.',
    removed: 'Taken off.',
    has: 'This number is on the list.',
    hasNot: 'This number is not on the list.',
  },
  ru: {
    title: 'Стоп-лист',
    text: 'Тем, кто в нём, не звонит ни один обзвон ни одной учётной записи. Сами номера не хранятся, только то, по чему их можно узнать: список нельзя ни показать, ни выгрузить.',
    count: 'Список пуст. | В списке {count} номер. | В списке {count} номера. | В списке {count} номеров.',
    open: 'Добавить из файла',
    column: 'Колонка {position}: {sample}',
    chooseColumn: 'Колонка с номерами',
    read: 'Добавить',
    outcome: 'Добавлено: {added}; уже были: {known}; строк без номера: {invalid}.',
    one: 'Один номер',
    ask: 'Проверить',
    add: 'Добавить',
    remove: 'Убрать',
    added: 'Добавлен.',
    removed: 'Убран.',
    has: 'Этот номер есть в списке.',
    hasNot: 'Этого номера нет в списке.',
  },
})
