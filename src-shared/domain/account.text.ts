import { defineTexts } from '../text/text'

export const accountFindings = defineTexts({
  en: {
    'account.labelTooLong': 'At most {maximum} characters.',
    'account.labelTaken': 'Another account has this name already.',
    'account.urlMalformed': 'Enter an address such as https://api.example.com.',
    'account.urlInsecure': 'Only https is allowed; plain http only for this computer (127.0.0.1).',
    'account.urlWithCredentials': 'The address must not contain a name or password.',
    'account.secretForOtherHost': 'The stored key was entered for another address. Enter the key for this one.',
    'account.secretMalformed': 'The key has spaces or line breaks inside. Copy it again.',
  },
  ru: {
    'account.labelTooLong': 'Не больше {maximum} знаков.',
    'account.labelTaken': 'Учётная запись с таким названием уже есть.',
    'account.urlMalformed': 'Введите адрес вида https://api.example.com.',
    'account.urlInsecure': 'Допустим только https; обычный http — лишь для этого компьютера (127.0.0.1).',
    'account.urlWithCredentials': 'В адресе не должно быть имени и пароля.',
    'account.secretForOtherHost': 'Сохранённый ключ введён для другого адреса. Введите ключ для этого.',
    'account.secretMalformed': 'В ключе есть пробелы или переводы строк. Скопируйте его заново.',
  },
})
