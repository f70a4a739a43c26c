import { defineTexts, formatText, type Locale } from '../../text/text'

/** Names of the columns on screen and in sample files. */
export const columnTitles = defineTexts({
  en: {
    row: {
      number: 'Number',
      kind: 'Forwarding kind',
      redirect: 'Order of calling',
      masking: 'Hide the caller’s number',
      display_number: 'Number shown instead',
      event_url: 'Notification URL',
      extended_events: 'Extended notifications',
      client_id: 'Client call ID',
      prompt_to_caller: 'Prompt to the caller',
      prompt_to_callee: 'Prompt to the target',
      url: 'URL',
      reserve: 'Reserve number',
      static_ip: 'IP address',
      port: 'Port',
      timeout: 'Timeout, s',
      did: 'DID number',
      sip_uri: 'SIP address',
    },
    target: {
      number: 'number',
      timeout: 'rings for, s',
      active: 'forward',
      name: 'name',
      period: 'period',
      period_description: 'period in words',
    },
    position: 'Target {position}',
  },
  ru: {
    row: {
      number: 'Номер',
      kind: 'Вид переадресации',
      redirect: 'Порядок вызова',
      masking: 'Скрывать номер звонящего',
      display_number: 'Показывать номер',
      event_url: 'URL уведомлений',
      extended_events: 'Расширенные уведомления',
      client_id: 'Идентификатор вызова клиента',
      prompt_to_caller: 'Сообщение звонящему',
      prompt_to_callee: 'Сообщение принимающему',
      url: 'URL',
      reserve: 'Резервный номер',
      static_ip: 'IP-адрес',
      port: 'Порт',
      timeout: 'Таймаут, с',
      did: 'DID-номер',
      sip_uri: 'SIP-адрес',
    },
    target: {
      number: 'номер',
      timeout: 'звонит, с',
      active: 'переадресовать',
      name: 'название',
      period: 'период',
      period_description: 'период словами',
    },
    position: 'Направление {position}',
  },
})

export const targetTitle = (position: number, locale: Locale): string =>
  formatText(columnTitles[locale].position, { position })
