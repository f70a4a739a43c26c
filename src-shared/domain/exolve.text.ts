import { defineTexts } from '../text/text'

/** What refusals of Exolve mean; shown beside its own words. */
export const exolveFindings = defineTexts({
  en: {
    'exolve.numberOfOtherApplication': 'This number belongs to another application than the key does.',
    'exolve.numberHasSip': 'This number is the caller ID of a SIP ID. It cannot be forwarded to a URL.',
    'exolve.fieldUnknown': 'The provider does not know the field “{field}”. Its API has changed since this version.',
    'exolve.numberDoesNotExist': 'The provider knows no such number.',
    'exolve.detectionNotActivated':
      'Answering machine detection is not switched on in the settings of the application, in the provider’s cabinet.',
    'exolve.detectionIsOff': 'Answering machine detection is off already.',
    'exolve.transcriptionNotActivated':
      'Transcription is not switched on in the settings of the application, in the provider’s cabinet.',
    'exolve.analyticsNotActivated':
      'Speech analytics is not switched on in the settings of the application, in the provider’s cabinet.',
  },
  ru: {
    'exolve.numberOfOtherApplication': 'Номер принадлежит не тому приложению, чей ключ указан.',
    'exolve.numberHasSip': 'Номер служит определителем (АОН) для SIP ID. Переадресовать его на URL нельзя.',
    'exolve.fieldUnknown': 'Провайдер не знает поля «{field}». Его API изменился после выпуска этой версии.',
    'exolve.numberDoesNotExist': 'Провайдер не знает такого номера.',
    'exolve.detectionNotActivated':
      'Определение автоответчика не включено в настройках приложения, в кабинете провайдера.',
    'exolve.detectionIsOff': 'Определение автоответчика уже выключено.',
    'exolve.transcriptionNotActivated': 'Расшифровка не включена в настройках приложения, в кабинете провайдера.',
    'exolve.analyticsNotActivated': 'Речевая аналитика не включена в настройках приложения, в кабинете провайдера.',
  },
})
