import { defineTexts } from '../../text/text'

/** Findings about numbers that are created together. */
export const numberBatchFindings = defineTexts({
  en: {
    'numberBatch.idUnusual': 'Ids of this provider look like 228cc4fa-92f2-4709-94e3-7344a96a5903.',
    'numberBatch.trunkUnknown': 'No trunk is called “{name}”. Enter its id, or give the id this name.',
    'numberBatch.repeated': 'The same number stands in row {row}.',
    'numberBatch.sentBefore': '{number} was sent from here before; the provider may have it twice.',
    'numberBatch.passwordAlone': 'A password without a login.',
    'numberBatch.didUnused': 'The number itself is the DID; this one is sent all the same.',
    'numberBatch.empty': 'Add at least one number.',
    'numberBatch.numberColumn': 'Say which column has the numbers.',
    'numberBatch.columnTwice': 'Two columns cannot hold the same.',
    'numberBatch.tooLong': 'At most {maximum} characters.',
    'numberBatch.urlMalformed': 'Enter an address such as https://example.com/calls.',
    'numberBatch.urlInsecure': 'Plain http: call data travels readable. https is safer.',
  },
  ru: {
    'numberBatch.idUnusual': 'Идентификаторы этого провайдера имеют вид 228cc4fa-92f2-4709-94e3-7344a96a5903.',
    'numberBatch.trunkUnknown': 'Транка с именем «{name}» нет. Введите идентификатор или дайте ему это имя.',
    'numberBatch.repeated': 'Тот же номер стоит в строке {row}.',
    'numberBatch.sentBefore': 'Номер {number} уже отправляли отсюда; у провайдера он может оказаться дважды.',
    'numberBatch.passwordAlone': 'Пароль без логина.',
    'numberBatch.didUnused': 'DID — сам номер; это значение всё равно будет отправлено.',
    'numberBatch.empty': 'Добавьте хотя бы один номер.',
    'numberBatch.numberColumn': 'Укажите столбец с номерами.',
    'numberBatch.columnTwice': 'Два столбца не могут содержать одно и то же.',
    'numberBatch.tooLong': 'Не больше {maximum} знаков.',
    'numberBatch.urlMalformed': 'Введите адрес вида https://example.com/calls.',
    'numberBatch.urlInsecure': 'Обычный http: данные о звонках передаются открыто. Надёжнее https.',
  },
})
