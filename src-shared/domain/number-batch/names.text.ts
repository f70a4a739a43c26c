import { defineTexts } from '../../text/text'

/** Columns of a table of numbers and values of a rule, as forms, files and records name them. */
export const numberBatchTexts = defineTexts({
  en: {
    column: {
      title: 'Title',
      number: 'Number',
      trunkId: 'Trunk',
      did: 'DID',
      numberAsDid: 'Number as DID',
      login: 'Login',
      password: 'Password',
      authUser: 'Auth user',
      fromDomain: 'From domain',
      forceOut: 'All outgoing calls',
      rule: 'Incoming calls',
      bot: 'Bot',
      outcome: 'Known here',
    },
    outcome: { accepted: 'Accepted', sent: 'Sent, no answer', refused: 'Refused' },
    action: { robot: 'To a bot', end: 'Not taken' },
    callerName: {
      default: 'Provider’s default (recommended)',
      num_caller: 'Number of the caller',
      num_name: 'Title of the number called',
      num_called: 'Number called',
    },
    callerNumber: {
      default: 'Provider’s default (recommended)',
      caller: 'Number of the caller',
      called: 'Number called',
    },
  },
  ru: {
    column: {
      title: 'Название',
      number: 'Номер',
      trunkId: 'Транк',
      did: 'DID',
      numberAsDid: 'Номер как DID',
      login: 'Логин',
      password: 'Пароль',
      authUser: 'Auth user',
      fromDomain: 'From domain',
      forceOut: 'Все исходящие',
      rule: 'Входящие вызовы',
      bot: 'Бот',
      outcome: 'Известно здесь',
    },
    outcome: { accepted: 'Принят', sent: 'Отправлен, ответа нет', refused: 'Отклонён' },
    action: { robot: 'Боту', end: 'Не принимаются' },
    callerName: {
      default: 'Как у провайдера (рекомендуется)',
      num_caller: 'Номер звонящего',
      num_name: 'Название номера, на который звонят',
      num_called: 'Номер, на который звонят',
    },
    callerNumber: {
      default: 'Как у провайдера (рекомендуется)',
      caller: 'Номер звонящего',
      called: 'Номер, на который звонят',
    },
  },
})
