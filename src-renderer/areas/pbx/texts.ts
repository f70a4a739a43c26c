import { defineTexts } from '@shared/text/text'

/** Shared by the areas of a cloud PBX account. */
export const pbxTexts = defineTexts({
  en: {
    fetch: 'Fetch',
    refresh: 'Refresh',
    cancel: 'Cancel',
    running: 'Fetching…',
    progress: 'Fetched {done} of {total}',
    failed: 'Not refreshed. What is shown was fetched earlier.',
    unchanged: 'Nothing changed since the last fetch.',
    changes: '{count} change since the last fetch | {count} changes since the last fetch',
    more: 'and {count} more',
    change: { added: 'new', changed: 'changed', removed: 'gone' },
    kind: {
      extension: 'Extension {name}',
      publicNumber: 'Public number {name}',
      prompt: 'Prompt “{name}”',
      interval: 'Interval “{name}”',
      rules: 'Rules of {name}',
      menu: 'Menu of {name}',
    },
    notFetched: {
      title: 'Nothing of this account was fetched yet',
      text: 'Extensions, numbers, rules, menus, prompts and intervals are read from the provider once and stay available offline until the next refresh.',
    },
    usedBy: {
      title: 'Used by',
      nothing: 'Nothing refers to it, as far as was fetched.',
      rule: 'Rule {place} of {extension}',
      named: 'Rule {place} of {extension} “{name}”',
      menu: 'Menu of {extension}',
      option: 'Menu of {extension}: {context}, {option}',
    },
  },
  ru: {
    fetch: 'Загрузить',
    refresh: 'Обновить',
    cancel: 'Отмена',
    running: 'Загрузка…',
    progress: 'Загружено {done} из {total}',
    failed: 'Не обновлено. Показано загруженное раньше.',
    unchanged: 'С прошлой загрузки ничего не изменилось.',
    changes:
      '{count} изменение с прошлой загрузки | {count} изменения с прошлой загрузки | {count} изменений с прошлой загрузки',
    more: 'и ещё {count}',
    change: { added: 'новое', changed: 'изменено', removed: 'удалено' },
    kind: {
      extension: 'Внутренний номер {name}',
      publicNumber: 'Публичный номер {name}',
      prompt: 'Запись «{name}»',
      interval: 'Интервал «{name}»',
      rules: 'Правила номера {name}',
      menu: 'Меню номера {name}',
    },
    notFetched: {
      title: 'Данные этой учётной записи ещё не загружены',
      text: 'Номера, правила, меню, записи и интервалы читаются у провайдера один раз и доступны без сети до следующего обновления.',
    },
    usedBy: {
      title: 'Где используется',
      nothing: 'Нигде, насколько известно из загруженного.',
      rule: 'Правило {place} номера {extension}',
      named: 'Правило {place} номера {extension} «{name}»',
      menu: 'Меню номера {extension}',
      option: 'Меню номера {extension}: {context}, {option}',
    },
  },
})
