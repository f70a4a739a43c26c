import { defineTexts } from '../../text/text'

/** Fields of prompts and intervals in a difference, by their path. */
export const pbxNames = defineTexts({
  en: {
    interval: { name: 'Name', timeZone: 'Time zone', conditions: 'When it holds' },
    prompt: {
      title: 'Title',
      file: 'File',
      seconds: 'Length, s',
      size: 'Size, bytes',
      content: 'Recording (beginning of its SHA-256)',
    },
  },
  ru: {
    interval: { name: 'Название', timeZone: 'Часовой пояс', conditions: 'Когда действует' },
    prompt: {
      title: 'Название',
      file: 'Файл',
      seconds: 'Длина, с',
      size: 'Размер, байт',
      content: 'Звук (начало SHA-256)',
    },
  },
})
