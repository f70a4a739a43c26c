import { defineTexts } from '../../text/text'

export const promptFindings = defineTexts({
  en: {
    'prompt.tooLarge': 'The file is larger than 10 MB ({size} MB).',
    'prompt.neither': 'The file is neither WAV nor MP3.',
    'prompt.named': 'The file is {found} although its name ends in {ending}. Rename it.',
    'prompt.float': 'The WAV has floating-point samples, which the provider refuses. Save it as PCM, 16 bit.',
    'prompt.noFormat': 'The WAV does not tell its format (channels, frequency, bits).',
    'prompt.noSound': 'There is no sound in the file.',
    'prompt.titleTaken': 'There is another prompt with this title.',
    'prompt.gone': 'This prompt is no longer there.',
    'prompt.inUse': 'These refer to this prompt: {users}. Take it out of them first.',
    'prompt.copyGone': 'The copy of the file in the data folder is gone. Choose the file again.',
    'prompt.operators': 'This prompt belongs to the operator and cannot be changed.',
  },
  ru: {
    'prompt.tooLarge': 'Файл больше 10 МБ ({size} МБ).',
    'prompt.neither': 'Файл — не WAV и не MP3.',
    'prompt.named': 'Это {found}, хотя имя файла оканчивается на {ending}. Переименуйте файл.',
    'prompt.float': 'В WAV отсчёты с плавающей точкой, провайдер их не принимает. Сохраните как PCM, 16 бит.',
    'prompt.noFormat': 'В WAV не указан формат (каналы, частота, разрядность).',
    'prompt.noSound': 'В файле нет звука.',
    'prompt.titleTaken': 'Запись с таким названием уже есть.',
    'prompt.gone': 'Этой записи больше нет.',
    'prompt.inUse': 'На эту запись ссылаются: {users}. Сначала уберите её оттуда.',
    'prompt.copyGone': 'Копии файла в папке данных больше нет. Выберите файл снова.',
    'prompt.operators': 'Эта запись принадлежит оператору связи, изменить её нельзя.',
  },
})
