import { defineTexts } from '@shared/text/text'

export const settingsTexts = defineTexts({
  en: {
    title: 'Settings',
    look: 'Language and appearance',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    keychain: 'Keychain',
    data: 'Data',
    dataText:
      'Accounts, fetched numbers, notes and drafts are kept in a database in the user’s data folder on this computer. A copy is made daily, and the last three are kept. Keys are not part of it: they are in the system keychain only.',
    journalDays: 'Keep the activity journal for, days',
    journalHelp: 'Older requests and changes are removed once a day. An unfinished change stays.',
    about: 'About',
    version: 'Version',
    system: 'System',
    systems: { win32: 'Windows', darwin: 'macOS', linux: 'Linux' },
  },
  ru: {
    title: 'Настройки',
    look: 'Язык и вид',
    language: 'Язык',
    theme: 'Тема',
    themes: { system: 'Как в системе', light: 'Светлая', dark: 'Тёмная' },
    keychain: 'Хранилище ключей',
    data: 'Данные',
    dataText:
      'Учётные записи, полученные номера, заметки и черновики хранятся в базе данных в папке пользователя на этом компьютере. Раз в день делается копия, хранятся три последние. Ключей там нет: они только в системном хранилище.',
    journalDays: 'Хранить журнал, дней',
    journalHelp: 'Раз в день удаляются более старые запросы и изменения. Незавершённые изменения остаются.',
    about: 'О программе',
    version: 'Версия',
    system: 'Система',
    systems: { win32: 'Windows', darwin: 'macOS', linux: 'Linux' },
  },
})
