import { defineTexts } from '@shared/text/text'

/** Texts of the frame around the areas and of the components that all areas share. */
export const shellTexts = defineTexts({
  en: {
    skipToContent: 'Skip to content',
    navigation: 'Areas',
    account: {
      choose: 'Account: {label}. Choose another one',
      none: 'No accounts',
      noneHint: 'Add account',
      add: 'Add account',
      noGroup: 'Without a group',
      loading: 'Accounts are being read',
      production: 'Production',
      demo: 'Demo',
      states: {
        disabled: 'Disabled',
        keyMissing: 'No key',
        keyUnreadable: 'Key cannot be read',
        failing: 'Error',
        untested: 'Not tested',
        working: 'Works',
      },
      nextSteps: {
        enable: 'Enable it',
        enterKey: 'Enter the key',
        openKeychain: 'Open the keychain',
        test: 'Test the connection',
        fetchNumbers: 'Fetch the numbers',
        openNumbers: 'Open the numbers',
        openJobs: 'Open the jobs',
      },
    },
    welcome: {
      title: 'Add the first account',
      text: 'The key goes into the system keychain and is sent to the provider only.\nWithout an account, the built-in demo provider shows everything on made-up numbers.',
      demo: 'Try with the demo provider',
    },
    palette: {
      open: 'Commands',
      placeholder: 'Area, account or command',
      nothing: 'Nothing found. Try another word.',
      areas: 'Areas',
      accounts: 'Accounts',
      commands: 'Commands',
      addAccount: 'Add account',
      lightTheme: 'Light theme',
      darkTheme: 'Dark theme',
      systemTheme: 'Theme of the system',
    },
    leave: {
      title: 'Unsaved changes',
      question: 'What was entered is not saved. A draft keeps it for later, without keys and passwords.',
      stay: 'Keep editing',
      keep: 'Leave, keep the draft',
      discard: 'Discard',
    },
    draft: { restored: 'Continued from the draft of {date}.', discard: 'Discard the draft' },
    player: {
      play: 'Play {name}',
      pause: 'Pause {name}',
      position: 'Position in {name}',
      undecodable: 'This sound cannot be played here.',
    },
    fault: {
      title: 'A fault in this window',
      help: 'What you see may be incomplete. Copy the details and report them.',
      dismiss: 'Close',
    },
    error: {
      provider: 'The provider says',
      system: 'The system says',
      retry: 'Try again',
      copy: 'Copy details',
      copied: 'Copied',
      requestId: 'Request {id}',
    },
    finding: { error: 'Error', warning: 'Warning', fix: 'Use {value}' },
    providerPause: 'The provider asked to wait until {time}.',
    age: { fresh: 'Fetched {ago}', never: 'Not fetched yet', now: 'just now' },
    phone: { copy: 'Copy {number}', copied: '{number} copied' },
    confirm: { type: 'Type {word} to confirm', cancel: 'Cancel' },
    keychain: {
      states: {
        ready: 'The system keychain is ready',
        locked: 'The system keychain is locked',
        unavailable: 'No system keychain found',
        corrupt: 'The system keychain cannot be read',
      },
      remedies: {
        linux: {
          locked: 'Unlock the login keyring (in Passwords and Keys, or by signing in again), then try again.',
          unavailable:
            'Install and start a Secret Service, such as gnome-keyring or KWallet, and the package libsecret-1-0; then try again. Until then keys can be kept for this session only.',
          corrupt:
            'Check the keyring in Passwords and Keys. Nothing was deleted; keys can be kept for this session only.',
        },
        darwin: {
          locked: 'Unlock the login keychain in Keychain Access, then try again.',
          unavailable:
            'Allow Switchboard access in Keychain Access, then try again. Until then keys can be kept for this session only.',
          corrupt:
            'Check the login keychain in Keychain Access. Nothing was deleted; keys can be kept for this session only.',
        },
        win32: {
          locked: 'Sign in to Windows again, then try again.',
          unavailable:
            'Start the service Credential Manager (VaultSvc), then try again. Until then keys can be kept for this session only.',
          corrupt:
            'Check the entries in Credential Manager. Nothing was deleted; keys can be kept for this session only.',
        },
      },
    },
    export: {
      save: 'Save as…',
      xlsx: 'Spreadsheet (XLSX)',
      csv: 'Table (CSV)',
      json: 'For programs (JSON)',
      saved: 'Saved: {file}',
    },
    pane: { list: 'List', detail: 'Details', close: 'Close' },
    form: {
      review: 'Review…',
      reset: 'Reset',
      unchanged: 'Nothing to save',
      blocked: '1 mistake to mend | {count} mistakes to mend',
    },
    ticks: {
      all: 'Tick all that the filters show',
      row: 'Tick {name}',
      count: '{count} ticked',
      clear: 'Clear',
      tooMany:
        'More than {count} rows cannot be ticked row by row. Tick all that the filters show, then take out what does not belong.',
    },
  },
  ru: {
    skipToContent: 'К содержимому',
    navigation: 'Разделы',
    account: {
      choose: 'Учётная запись: {label}. Выбрать другую',
      none: 'Нет учётных записей',
      noneHint: 'Добавить',
      add: 'Добавить учётную запись',
      noGroup: 'Без группы',
      loading: 'Учётные записи загружаются',
      production: 'Рабочая',
      demo: 'Демо',
      states: {
        disabled: 'Отключена',
        keyMissing: 'Нет ключа',
        keyUnreadable: 'Ключ не читается',
        failing: 'Ошибка',
        untested: 'Не проверена',
        working: 'Работает',
      },
      nextSteps: {
        enable: 'Включить',
        enterKey: 'Ввести ключ',
        openKeychain: 'Открыть хранилище ключей',
        test: 'Проверить соединение',
        fetchNumbers: 'Получить номера',
        openNumbers: 'Открыть номера',
        openJobs: 'Открыть обзвоны',
      },
    },
    welcome: {
      title: 'Добавьте первую учётную запись',
      text: 'Ключ хранится в системном хранилище и отправляется только провайдеру.\nБез учётной записи всё можно посмотреть на встроенном демо-провайдере с выдуманными номерами.',
      demo: 'Попробовать с демо-провайдером',
    },
    palette: {
      open: 'Команды',
      placeholder: 'Раздел, учётная запись или команда',
      nothing: 'Ничего не найдено. Попробуйте другое слово.',
      areas: 'Разделы',
      accounts: 'Учётные записи',
      commands: 'Команды',
      addAccount: 'Добавить учётную запись',
      lightTheme: 'Светлая тема',
      darkTheme: 'Тёмная тема',
      systemTheme: 'Тема системы',
    },
    leave: {
      title: 'Несохранённые изменения',
      question: 'Введённое не сохранено. Черновик сохранит его на потом — без ключей и паролей.',
      stay: 'Продолжить правку',
      keep: 'Уйти, оставив черновик',
      discard: 'Не сохранять',
    },
    draft: { restored: 'Продолжение черновика от {date}.', discard: 'Удалить черновик' },
    player: {
      play: 'Слушать: {name}',
      pause: 'Остановить: {name}',
      position: 'Место в записи: {name}',
      undecodable: 'Этот звук здесь воспроизвести нельзя.',
    },
    fault: {
      title: 'Ошибка в этом окне',
      help: 'Данные на экране могут быть неполными. Скопируйте подробности и сообщите о них.',
      dismiss: 'Закрыть',
    },
    error: {
      provider: 'Ответ провайдера',
      system: 'Сообщение системы',
      retry: 'Повторить',
      copy: 'Скопировать подробности',
      copied: 'Скопировано',
      requestId: 'Запрос {id}',
    },
    finding: { error: 'Ошибка', warning: 'Предупреждение', fix: 'Подставить {value}' },
    providerPause: 'Провайдер просит подождать до {time}.',
    age: { fresh: 'Получено {ago}', never: 'Ещё не получено', now: 'только что' },
    phone: { copy: 'Скопировать {number}', copied: 'Скопировано: {number}' },
    confirm: { type: 'Для подтверждения введите {word}', cancel: 'Отмена' },
    keychain: {
      states: {
        ready: 'Системное хранилище ключей работает',
        locked: 'Системное хранилище ключей заблокировано',
        unavailable: 'Системное хранилище ключей не найдено',
        corrupt: 'Системное хранилище ключей не читается',
      },
      remedies: {
        linux: {
          locked:
            'Разблокируйте связку ключей входа (в программе «Пароли и ключи» или войдя в систему заново) и повторите.',
          unavailable:
            'Установите и запустите Secret Service (gnome-keyring или KWallet) и пакет libsecret-1-0, затем повторите. До тех пор ключи можно держать только до конца сеанса.',
          corrupt:
            'Проверьте связку в программе «Пароли и ключи». Ничего не удалено; ключи можно держать до конца сеанса.',
        },
        darwin: {
          locked: 'Разблокируйте связку ключей «Вход» в программе «Связка ключей» и повторите.',
          unavailable:
            'Разрешите Switchboard доступ в программе «Связка ключей» и повторите. До тех пор ключи можно держать только до конца сеанса.',
          corrupt:
            'Проверьте связку «Вход» в программе «Связка ключей». Ничего не удалено; ключи можно держать до конца сеанса.',
        },
        win32: {
          locked: 'Войдите в Windows заново и повторите.',
          unavailable:
            'Запустите службу «Диспетчер учётных данных» (VaultSvc) и повторите. До тех пор ключи можно держать только до конца сеанса.',
          corrupt:
            'Проверьте записи в «Диспетчере учётных данных». Ничего не удалено; ключи можно держать до конца сеанса.',
        },
      },
    },
    export: {
      save: 'Сохранить как…',
      xlsx: 'Таблица Excel (XLSX)',
      csv: 'Таблица (CSV)',
      json: 'Для программ (JSON)',
      saved: 'Сохранено: {file}',
    },
    pane: { list: 'Список', detail: 'Подробности', close: 'Закрыть' },
    form: {
      review: 'Проверить…',
      reset: 'Сбросить',
      unchanged: 'Изменений нет',
      blocked: 'Исправьте {count} ошибку | Исправьте {count} ошибки | Исправьте {count} ошибок',
    },
    ticks: {
      all: 'Отметить всё, что показывают фильтры',
      row: 'Отметить {name}',
      count: 'Отмечено: {count}',
      clear: 'Снять',
      tooMany:
        'Построчно нельзя отметить больше {count} строк. Отметьте всё, что показывают фильтры, и снимите лишнее.',
    },
  },
})
