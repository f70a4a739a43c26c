import { defineTexts } from '../../text/text'

export const expectationWords = defineTexts({
  en: {
    connected: 'Connected to {address}',
    voicemail: 'Voicemail',
    hungUp: 'Hung up',
    handedOver: 'Taken over by a queue, a bot or a server',
  },
  ru: {
    connected: 'Соединение с {address}',
    voicemail: 'Голосовая почта',
    hungUp: 'Вызов завершён',
    handedOver: 'Принимает очередь, бот или сервер',
  },
})
