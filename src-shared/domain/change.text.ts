import { defineTexts } from '../text/text'

/** What planning, verifying and undoing a change can find, whatever the provider. */
export const changeFindings = defineTexts({
  en: {
    'change.notTakenOver': 'Sent: {wanted}; the provider holds: {present}.',
    'change.cannotBeUndone': 'This step has no way back, so it is left as it is.',
    'change.changedSince': 'Changed again after this step: was {left}, is {present}. It is left as it is.',
    'change.valueLost': 'The provider holds {field} = {value}, which its API cannot set. This step drops it.',
    'change.outcomeUnknown': 'It is not known whether this step happened. Settle that first.',
  },
  ru: {
    'change.notTakenOver': 'Отправлено: {wanted}; у провайдера: {present}.',
    'change.cannotBeUndone': 'У этого шага нет обратного действия, он остаётся как есть.',
    'change.changedSince': 'Изменено после этого шага: было {left}, сейчас {present}. Остаётся как есть.',
    'change.valueLost':
      'У провайдера задано {field} = {value}, но его API не умеет это записывать. Шаг удалит значение.',
    'change.outcomeUnknown': 'Неизвестно, выполнен ли этот шаг. Сначала решите это.',
  },
})

/** States of a step in a word or two, for tables and files. */
export const stepStateTexts = defineTexts({
  en: {
    pending: 'To be sent',
    sent: 'Sent',
    done: 'Done',
    failed: 'Failed',
    skipped: 'Skipped',
    unknown: 'Not known',
    conflict: 'Conflict',
    unchanged: 'Unchanged',
    refused: 'Error',
  },
  ru: {
    pending: 'К отправке',
    sent: 'Отправлен',
    done: 'Выполнен',
    failed: 'Не удался',
    skipped: 'Пропущен',
    unknown: 'Неизвестно',
    conflict: 'Конфликт',
    unchanged: 'Без изменений',
    refused: 'Ошибка',
  },
})

/** What a step does, by the name of its operation. */
export const operationTexts = defineTexts({
  en: {
    exolve: { setForwarding: 'Set forwarding', removeForwarding: 'Remove forwarding' },
    pbx: {
      createExtension: 'Add extension',
      updateExtension: 'Change extension',
      deleteExtension: 'Delete extension',
      routePublicNumber: 'Route public number',
      createRule: 'Add incoming rule',
      updateRule: 'Change incoming rule',
      deleteRule: 'Delete incoming rule',
      orderRules: 'Order of incoming rules',
      createInterval: 'Add interval',
      updateInterval: 'Change interval',
      deleteInterval: 'Delete interval',
      createPrompt: 'Upload prompt',
      replacePrompt: 'Replace recording',
      renamePrompt: 'Rename prompt',
      deletePrompt: 'Delete prompt',
    },
    twin: {
      createJob: 'Create autocall job',
      playJob: 'Start calling',
      pauseJob: 'Pause calling',
      haltJob: 'Stop for good',
      addContacts: 'Add contacts',
      createNumbers: 'Create numbers',
    },
  },
  ru: {
    exolve: { setForwarding: 'Задать переадресацию', removeForwarding: 'Снять переадресацию' },
    pbx: {
      createExtension: 'Добавить внутренний номер',
      updateExtension: 'Изменить внутренний номер',
      deleteExtension: 'Удалить внутренний номер',
      routePublicNumber: 'Направить публичный номер',
      createRule: 'Добавить входящее правило',
      updateRule: 'Изменить входящее правило',
      deleteRule: 'Удалить входящее правило',
      orderRules: 'Порядок входящих правил',
      createInterval: 'Добавить интервал',
      updateInterval: 'Изменить интервал',
      deleteInterval: 'Удалить интервал',
      createPrompt: 'Загрузить подсказку',
      replacePrompt: 'Заменить запись',
      renamePrompt: 'Переименовать подсказку',
      deletePrompt: 'Удалить подсказку',
    },
    twin: {
      createJob: 'Создать обзвон',
      playJob: 'Начать звонить',
      pauseJob: 'Приостановить',
      haltJob: 'Остановить насовсем',
      addContacts: 'Добавить контакты',
      createNumbers: 'Создать номера',
    },
  },
})
