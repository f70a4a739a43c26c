import { defineTexts } from '@shared/text/text'

export const overviewTexts = defineTexts({
  en: {
    title: 'Overview',
    columns: { account: 'Account', state: 'State', numbers: 'Numbers', next: 'Next' },
    numbers: '{count} number | {count} numbers',
    lastAnswer: 'Last answer {ago}',
    draft: 'A draft from {date} waits in “{area}”.',
    continueDraft: 'Continue',
    dismiss: 'Close',
    notices: {
      databaseRestored:
        'The data file was damaged. The backup of {backup} was restored; the damaged file is kept at {damagedFile}.',
      databaseRecreated:
        'The data file was damaged and there was no good backup, so an empty one was made. The damaged file is kept at {damagedFile}. Keys in the keychain are not affected.',
      databaseInMemory: 'The data file cannot be used. What is done now is lost when the program ends.',
      backupFailed: 'Today’s backup of the data file could not be made.',
    },
  },
  ru: {
    title: 'Обзор',
    columns: {
      account: 'Учётная запись',
      state: 'Состояние',
      numbers: 'Номера',
      next: 'Дальше',
    },
    numbers: '{count} номер | {count} номера | {count} номеров',
    lastAnswer: 'Последний ответ {ago}',
    draft: 'Черновик от {date} ждёт в разделе «{area}».',
    continueDraft: 'Продолжить',
    dismiss: 'Закрыть',
    notices: {
      databaseRestored:
        'Файл данных был повреждён. Восстановлена копия от {backup}; повреждённый файл сохранён: {damagedFile}.',
      databaseRecreated:
        'Файл данных был повреждён, исправной копии нет, поэтому создан пустой. Повреждённый файл сохранён: {damagedFile}. Ключи в хранилище не затронуты.',
      databaseInMemory: 'Файл данных недоступен. Всё сделанное сейчас пропадёт при выходе из программы.',
      backupFailed: 'Сегодняшнюю копию файла данных сделать не удалось.',
    },
  },
})
