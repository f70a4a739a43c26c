import { defineTexts } from '../../text/text'

/** Findings about the inputs of a simulated call. */
export const callFindings = defineTexts({
  en: {
    'call.noCaller': 'Without a number the caller counts as hidden.',
    'call.callerAsTyped': 'No phone number; patterns are compared with it as it is typed.',
    'call.notXml': 'No well-formed XML with <Response> around it: it counts as no answer.',
    'call.nameMissing': 'Without a name this value is left out.',
    'call.nameTwice': 'The same name stands above; the last value counts.',
  },
  ru: {
    'call.noCaller': 'Без номера звонящий считается скрытым.',
    'call.callerAsTyped': 'Это не телефонный номер; шаблоны сравниваются с ним как есть.',
    'call.notXml': 'Это не XML с <Response> снаружи: считается, что ответа нет.',
    'call.nameMissing': 'Значение без имени не учитывается.',
    'call.nameTwice': 'Такое имя уже есть выше; действует последнее значение.',
  },
})
