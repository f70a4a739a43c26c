import { defineTexts } from '@shared/text/text'

export const promptsTexts = defineTexts({
  en: {
    title: 'Prompts',
    search: 'Title or file',
    upload: 'Upload…',
    new: 'New prompt',
    columns: { title: 'Title', filename: 'File', length: 'Length', copy: 'Copy here', usedBy: 'Used by' },
    nothing: {
      none: 'No prompts yet',
      found: 'No prompt has such a title or file',
      text: 'Prompts are what callers hear: greetings, choices, music.',
    },
    copy: {
      here: 'Can be heard',
      none: 'No local copy',
      unheard: 'There is no local copy, so it cannot be heard here.',
      explain:
        'No local copy. The provider’s API offers no way to fetch the audio; what is uploaded from this console can be heard here.',
      uploaded: '{file}, {length}, {size}, uploaded from here {date}',
    },
    recording: 'Recording',
    atProvider: 'At the provider: file {file}, id {id}',
    operators: 'This prompt belongs to the operator and cannot be changed.',
    name: 'Title',
    rename: 'Rename…',
    replace: 'Replace the recording…',
    remove: 'Delete…',
    gone: 'This prompt is no longer there.',
    cancel: 'Keep the present one',
    file: {
      choose: 'Choose a file…',
      another: 'Choose another file…',
      hint: 'WAV (no floating-point samples) or MP3, up to 10 MB. It is copied into the data folder and sent after the review.',
      missing: 'Choose a file first.',
    },
  },
  ru: {
    title: 'Записи',
    search: 'Название или файл',
    upload: 'Загрузить…',
    new: 'Новая запись',
    columns: { title: 'Название', filename: 'Файл', length: 'Длина', copy: 'Копия здесь', usedBy: 'Ссылок' },
    nothing: {
      none: 'Записей пока нет',
      found: 'Записи с таким названием или файлом нет',
      text: 'Записи — это то, что слышат звонящие: приветствия, выбор, музыка.',
    },
    copy: {
      here: 'Можно прослушать',
      none: 'Нет копии',
      unheard: 'Локальной копии нет, прослушать нельзя.',
      explain:
        'Локальной копии нет. API провайдера не отдаёт звук; прослушать здесь можно то, что загружено из этой консоли.',
      uploaded: '{file}, {length}, {size}, загружено отсюда {date}',
    },
    recording: 'Звук',
    atProvider: 'У провайдера: файл {file}, id {id}',
    operators: 'Эта запись принадлежит оператору связи, изменить её нельзя.',
    name: 'Название',
    rename: 'Переименовать…',
    replace: 'Заменить звук…',
    remove: 'Удалить…',
    gone: 'Этой записи больше нет.',
    cancel: 'Оставить прежний',
    file: {
      choose: 'Выбрать файл…',
      another: 'Выбрать другой файл…',
      hint: 'WAV (без отсчётов с плавающей точкой) или MP3, до 10 МБ. Файл копируется в папку данных и отправляется после проверки.',
      missing: 'Сначала выберите файл.',
    },
  },
})
