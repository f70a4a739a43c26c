import { defineTexts } from '@shared/text/text'

export const snapshotsTexts = defineTexts({
  en: {
    save: 'Save a snapshot…',
    compare: 'Compare with a file…',
    restore: 'Restore… | Restore {count} number… | Restore {count} numbers…',
    none: 'No comparison yet',
    noneText:
      'A snapshot is a file with the forwarding of all numbers of this account, without keys. Compare it later with the present state and put back what differs.',
    saved: 'Saved: {file}, {count} number. | Saved: {file}, {count} numbers.',
    notRead:
      '{count} number could not be read and is listed in the file as such. | {count} numbers could not be read and are listed in the file as such.',
    progress: {
      save: 'The present forwarding is being read',
      compare: 'The file is being compared with the present state',
      of: '{done} of {total}',
      cancel: 'Cancel',
    },
    facts: '{file}: account “{account}”, taken {taken}. Compared {ago}.',
    otherAccount: 'The snapshot was taken of another account.',
    table: 'Compared numbers',
    choose: 'Restore {number}',
    chooseAll: 'Choose all that differ',
    close: 'Close the details',
    search: 'Number',
    shown: '{count} number | {count} numbers',
    nothing: 'Nothing found',
    nothingText: 'No number fits the search and the filter.',
    filter: 'Show',
    option: '{name} · {count}',
    all: 'All',
    columns: {
      number: 'Number',
      status: 'Compared',
      differences: 'Now → in the snapshot',
      now: 'Now',
      saved: 'Snapshot',
    },
    status: {
      different: 'Different',
      same: 'Same',
      missing: 'Not owned now',
      added: 'Not in the file',
      unread: 'Not read',
    },
    pbx: {
      running: 'Everything the company has is being fetched',
      noneText:
        'A snapshot is a file with everything of this company: extensions, public numbers, rules, menus, intervals and the names of prompts, without keys. Compare it later with the present state, or put it into another company.',
      notInIt:
        'The provider gives no audio back: of prompts only those can be put back that were uploaded from this console.',
    },
    twin: {
      running: 'The settings of the jobs are being read',
      noneText:
        'A snapshot is a file with the settings of all autocall jobs and the register of numbers sent from here. Compare it later with the present state and put back what is missing or differs.',
      notInIt: 'Contacts of jobs and SIP passwords are not in it.',
      jobText:
        'Restoring creates a job with these settings, without contacts and started by hand; a job that exists stays as it is.',
      registeredText:
        'Restoring creates the number at the provider once more. What the provider does with a number that it has already is not documented.',
      otherCompany:
        'The snapshot was taken of another company. The ids of its bots, trunks and caller IDs mean nothing in this one.',
      notRead:
        '{count} job could not be read and is listed in the file as such. | {count} jobs could not be read and are listed in the file as such.',
      enter: 'Only enter in the register',
      entered:
        'Entered in the register as sent by an earlier console: {count} number. Nothing was sent. | Entered in the register as sent by an earlier console: {count} numbers. Nothing was sent.',
      passwordsTitle: 'SIP passwords',
      passwordsText:
        'These numbers were created with a SIP password. A snapshot does not hold passwords, so they are typed here; they go encrypted to the provider and are not shown again.',
      leftOut: '{count} number without a password is left out. | {count} numbers without a password are left out.',
      review: 'Review…',
    },
    company: {
      nothingText: 'No object fits the search and the filter.',
      saved: 'Saved: {file}, {count} object. | Saved: {file}, {count} objects.',
      table: 'Compared objects',
      search: 'Number, name or title',
      shown: '{count} object | {count} objects',
      restore: 'Restore… | Restore {count} object… | Restore {count} objects…',
      columns: { kind: 'What', name: 'Name' },
      kind: {
        interval: 'Interval',
        prompt: 'Prompt',
        extension: 'Extension',
        menu: 'Menu',
        rules: 'Rules',
        publicNumber: 'Public number',
        job: 'Autocall job',
        registered: 'Number sent from here',
      },
      status: { different: 'Different', missing: 'Not there now', same: 'Same', added: 'Not in the file' },
      added: 'It is not in the snapshot and stays as it is.',
    },
    explain: {
      different: 'Restoring puts this number back to what the snapshot holds. It is reviewed first.',
      same: 'The present forwarding is the one in the snapshot.',
      missing: 'The number is in the snapshot, but it does not belong to the account now.',
      added: 'The number is not in the snapshot, so there is nothing to put back.',
      unread: 'The present forwarding could not be read, so nothing can be said.',
    },
  },
  ru: {
    save: 'Сохранить снимок…',
    compare: 'Сравнить с файлом…',
    restore:
      'Восстановить… | Восстановить {count} номер… | Восстановить {count} номера… | Восстановить {count} номеров…',
    none: 'Сравнения ещё не было',
    noneText:
      'Снимок — файл с переадресацией всех номеров этой учётной записи, без ключей. Позже его можно сравнить с текущим состоянием и вернуть то, что отличается.',
    saved:
      'Сохранено: {file}, {count} номер. | Сохранено: {file}, {count} номера. | Сохранено: {file}, {count} номеров.',
    notRead:
      '{count} номер не удалось прочитать, это отмечено в файле. | {count} номера не удалось прочитать, это отмечено в файле. | {count} номеров не удалось прочитать, это отмечено в файле.',
    progress: {
      save: 'Читается текущая переадресация',
      compare: 'Файл сравнивается с текущим состоянием',
      of: '{done} из {total}',
      cancel: 'Отменить',
    },
    facts: '{file}: учётная запись «{account}», снимок от {taken}. Сравнение: {ago}.',
    otherAccount: 'Это снимок другой учётной записи.',
    table: 'Сравнённые номера',
    choose: 'Восстановить {number}',
    chooseAll: 'Выбрать все отличающиеся',
    close: 'Закрыть подробности',
    search: 'Номер',
    shown: '{count} номер | {count} номера | {count} номеров',
    nothing: 'Ничего не найдено',
    nothingText: 'Нет номеров, подходящих под поиск и фильтр.',
    filter: 'Показать',
    option: '{name} · {count}',
    all: 'Все',
    columns: { number: 'Номер', status: 'Сравнение', differences: 'Сейчас → в снимке', now: 'Сейчас', saved: 'Снимок' },
    status: {
      different: 'Отличается',
      same: 'Совпадает',
      missing: 'Больше нет',
      added: 'Нет в файле',
      unread: 'Не прочитан',
    },
    pbx: {
      running: 'Читается всё, что есть у компании',
      noneText:
        'Снимок — файл со всем, что есть у этой компании: номера, правила, меню, интервалы и названия записей, без ключей. Позже его можно сравнить с текущим состоянием или восстановить в другой компании.',
      notInIt: 'Провайдер не отдаёт звук: из записей вернуть можно только те, что загружены из этой консоли.',
    },
    twin: {
      running: 'Читаются настройки обзвонов',
      noneText:
        'Снимок — файл с настройками всех обзвонов и реестром номеров, отправленных отсюда. Позже его можно сравнить с текущим состоянием и вернуть то, чего нет или что отличается.',
      notInIt: 'Контактов обзвонов и паролей SIP в нём нет.',
      jobText:
        'При восстановлении создаётся обзвон с этими настройками, без контактов и с запуском вручную; существующий обзвон остаётся как есть.',
      registeredText:
        'При восстановлении номер создаётся у провайдера ещё раз. Что он делает с номером, который у него уже есть, не описано.',
      otherCompany:
        'Это снимок другой компании. Идентификаторы её ботов, транков и определяемых номеров в этой ничего не значат.',
      notRead:
        '{count} обзвон не удалось прочитать, это отмечено в файле. | {count} обзвона не удалось прочитать, это отмечено в файле. | {count} обзвонов не удалось прочитать, это отмечено в файле.',
      enter: 'Только внести в реестр',
      entered:
        'Внесён в реестр как отправленный другой консолью: {count} номер. Ничего не отправлено. | Внесены в реестр как отправленные другой консолью: {count} номера. Ничего не отправлено. | Внесены в реестр как отправленные другой консолью: {count} номеров. Ничего не отправлено.',
      passwordsTitle: 'Пароли SIP',
      passwordsText:
        'Эти номера создавались с паролем SIP. Паролей в снимке нет, поэтому введите их здесь: до отправки они хранятся зашифрованными и больше не показываются.',
      leftOut:
        '{count} номер без пароля не войдёт. | {count} номера без пароля не войдут. | {count} номеров без пароля не войдут.',
      review: 'Проверить…',
    },
    company: {
      nothingText: 'Нет объектов, подходящих под поиск и фильтр.',
      saved:
        'Сохранено: {file}, {count} объект. | Сохранено: {file}, {count} объекта. | Сохранено: {file}, {count} объектов.',
      table: 'Сравнённые объекты',
      search: 'Номер или название',
      shown: '{count} объект | {count} объекта | {count} объектов',
      restore:
        'Восстановить… | Восстановить {count} объект… | Восстановить {count} объекта… | Восстановить {count} объектов…',
      columns: { kind: 'Что', name: 'Название' },
      kind: {
        interval: 'Интервал',
        prompt: 'Запись',
        extension: 'Внутренний номер',
        menu: 'Меню',
        rules: 'Правила',
        publicNumber: 'Публичный номер',
        job: 'Обзвон',
        registered: 'Отправленный номер',
      },
      status: { different: 'Отличается', missing: 'Сейчас нет', same: 'Совпадает', added: 'Нет в файле' },
      added: 'Этого нет в снимке, оно останется как есть.',
    },
    explain: {
      different: 'Восстановление вернёт номеру то, что записано в снимке. Сначала его нужно проверить.',
      same: 'Текущая переадресация такая же, как в снимке.',
      missing: 'Номер есть в снимке, но сейчас не принадлежит учётной записи.',
      added: 'Номера нет в снимке, возвращать нечего.',
      unread: 'Текущую переадресацию прочитать не удалось, сравнить нельзя.',
    },
  },
})
