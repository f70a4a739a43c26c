import { defineTexts } from '../../text/text'

/** Fields of an autocall job and their values, as forms, differences and sentences name them. */
export const autocallNames = defineTexts({
  en: {
    status: {
      BLANK: 'No contacts',
      READY: 'Ready',
      PROCESS: 'Calling',
      PAUSED: 'Paused',
      HALTED: 'Stopped',
      FINISHED: 'Finished',
    },
    redialCase: {
      busy: 'Busy',
      noAnswer: 'No answer',
      answerMash: 'Answering machine',
      congestion: 'Call error',
      answerNoList: 'Call not effective',
    },
    rate: { perSecond: '{calls} per second', everySeconds: 'one call per {seconds} s', none: 'rate not set' },
    duration: { hours: '{hours} h', minutes: '{minutes} min', seconds: '{seconds} s' },
    sentence: {
      rate: 'Rate: {rate}',
      bot: 'with the bot {bot}',
      callerId: {
        number: 'showing the number {name}',
        pool: 'showing numbers of the group {name}',
        default: 'showing the trunk’s default number',
      },
      start: {
        manual: 'starts by hand',
        at: 'starts {moment} on the clock of {zone}',
        atUnknownZone: 'starts {moment} on the company’s clock',
      },
      window: 'calls people from {from} to {to} of their own time',
      windowOff: 'calls at any hour of the people called',
      transfer: {
        channel: 'transfers to {name} when the bot asks for it',
        end: 'ends the call when the bot asks for a transfer',
        ignore: 'takes no notice when the bot asks for a transfer',
      },
      redialOff: 'calls nobody twice',
      redial: 'calls again: {cases}',
      redialCase: '{case}: {count} × after {delay}',
      recording: 'records calls',
      recordingTrimmed: 'records calls without their first {seconds} s',
      recordingOff: 'records nothing',
      detection: 'tells people from machines',
    },
  },
  ru: {
    status: {
      BLANK: 'Нет контактов',
      READY: 'Готов',
      PROCESS: 'Звонит',
      PAUSED: 'На паузе',
      HALTED: 'Остановлен',
      FINISHED: 'Завершён',
    },
    redialCase: {
      busy: 'Занято',
      noAnswer: 'Нет ответа',
      answerMash: 'Автоответчик',
      congestion: 'Ошибка вызова',
      answerNoList: 'Вызов нерезультативен',
    },
    rate: { perSecond: '{calls} в секунду', everySeconds: 'один звонок в {seconds} с', none: 'темп не задан' },
    duration: { hours: '{hours} ч', minutes: '{minutes} мин', seconds: '{seconds} с' },
    sentence: {
      rate: 'Темп: {rate}',
      bot: 'говорит бот {bot}',
      callerId: {
        number: 'показывается номер {name}',
        pool: 'показываются номера группы {name}',
        default: 'показывается номер транка по умолчанию',
      },
      start: {
        manual: 'запуск вручную',
        at: 'запуск {moment} по часам {zone}',
        atUnknownZone: 'запуск {moment} по часам компании',
      },
      window: 'людям звонят с {from} до {to} по их времени',
      windowOff: 'людям звонят в любое их время',
      transfer: {
        channel: 'по просьбе бота перевод на {name}',
        end: 'на просьбу бота о переводе звонок завершается',
        ignore: 'просьба бота о переводе не учитывается',
      },
      redialOff: 'никому не звонят дважды',
      redial: 'перезвон: {cases}',
      redialCase: '{case}: {count} × через {delay}',
      recording: 'звонки записываются',
      recordingTrimmed: 'звонки записываются без первых {seconds} с',
      recordingOff: 'записи нет',
      detection: 'людей отличают от автоответчиков',
    },
  },
})
