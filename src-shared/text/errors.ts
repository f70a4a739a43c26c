/** What each error code means to an operator and what to do about it. */
import type { AppError, ErrorCode } from '../domain/app-error'
import { formatText, type Locale } from './text'

const errorTexts: Record<Locale, Record<ErrorCode, string>> = {
  en: {
    'account.disabled': 'This account is disabled. Enable it in its settings.',
    'auth.missing': 'This account has no key. Enter it in the account’s settings.',
    'auth.rejected':
      'The provider does not accept this key or password. Check it in the provider’s cabinet and enter it again.',
    'auth.forbidden': 'The key is valid, but it may not do this. Check its rights in the provider’s cabinet.',
    'secret.locked': 'The system keychain is locked. Unlock it and try again.',
    'secret.unavailable': 'No system keychain found. Keys can be kept for this session only.',
    'secret.corrupt': 'The keychain entry of this account cannot be read. Nothing was deleted; enter the key again.',
    'secret.lost':
      'The SIP passwords of these numbers were kept for one session only, and that is over. Nothing was sent; enter the numbers anew.',
    'network.offline': 'No network connection.',
    'network.dns': 'The address {host} was not found. Check the base URL and the DNS settings.',
    'network.proxy': 'The proxy server did not let the request through. Check the system’s proxy settings.',
    'network.tls':
      'No trusted TLS connection to {host} ({reason}). Add the issuer’s CA file if the certificate is your company’s own.',
    'network.refused': '{host} refused the connection.',
    'network.timeout': 'No answer within {seconds} s.',
    'network.stalled': 'The file stood still on its way for {seconds} s.',
    'network.cut': 'The connection was cut before the answer arrived.',
    'network.insecure': 'Plain http is refused: the key would travel readable. Use https.',
    'provider.validation': 'The provider refused the request.',
    'provider.notFound': 'The provider does not know this address or object.',
    'provider.rateLimited': 'The provider asks for a pause. Try again in {seconds} s.',
    'provider.quotaUsedUp': 'The provider takes no more requests until {until}: its quota is used up.',
    'provider.failure': 'The provider has a fault (HTTP {status}).',
    'provider.listUnstable':
      'The provider’s list kept changing while it was read. The list fetched before is kept; try again later.',
    'provider.badAnswer': 'The answer cannot be read: it is not what the provider’s documents describe.',
    'input.invalid': 'Some fields need attention.',
    conflict:
      'The provider’s state changed since it was read. Nothing was sent. To change it all the same, plan the change anew.',
    outcomeUnknown:
      'It is not known whether the provider carried this out. Read the present state before trying again.',
    objectBusy:
      'Another change that is not finished has begun with this object. Continue or stop that one first; nothing was sent.',
    changeUnderWay: 'This change is not finished. Continue or stop it first.',
    changeOvertaken: 'The menu was published again after this change. Go on in the menu, or undo this change.',
    notTakenOver: 'The provider accepted the request, but what it holds now is not what was sent.',
    earlierStepFailed: 'Step {position}, which this one needs, did not succeed. Nothing was sent.',
    suspended: 'The computer went to sleep. Continue when the network is back.',
    uploadStopped: 'Stopped while the file was being sent.',
    uploadDropped: 'Stopped while the file was being sent. The provider has nothing of it.',
    cancelled: 'Cancelled.',
    notFound: 'Not found.',
    numbersNotFetched: 'The numbers of this account have not been fetched yet. Fetch them first.',
    'contacts.stale':
      'Meanwhile another list with some of these contacts was planned for this job. Read the file again; nothing was planned.',
    'contacts.planned': 'A change sends these contacts already.',
    'contacts.none': 'No row of this file is a new contact.',
    'contacts.forgotten': 'These contacts are not kept any more. Read their file again; nothing was sent.',
    'file.empty': 'The file has no rows.',
    'file.notATable': 'This is not a table. Choose a CSV or XLSX file.',
    'file.oldExcel': 'This is an old or encrypted Excel file. Save it as XLSX without a password, or as CSV.',
    'file.damaged': 'The file is damaged ({reason}). Save it anew in the program that made it, or choose another one.',
    'file.tooLarge':
      'The file unpacks to more than a table of numbers ever needs ({reason}). Nothing was read further.',
    'file.changed': 'The file changed since it was opened. Open it again.',
    'file.unreadable': 'The file cannot be read ({reason}). Check that it is still there and may be opened.',
    'file.unwritable': 'The file cannot be written ({reason}). Choose another folder, or close it where it is open.',
    'ivr.fileTooBig':
      'The file is bigger, or takes longer to read, than any menu does ({reason}). Nothing was read further.',
    'snapshot.notOne': 'This file is not a snapshot of Switchboard, or it is damaged. Nothing was changed.',
    'snapshot.newer':
      'A newer version of the program wrote this snapshot (version {version}, known up to {known}). Nothing was changed.',
    'snapshot.repeated': 'The snapshot names {number} twice. Nothing was changed.',
    'snapshot.otherProvider': 'This snapshot is of an account at another provider.',
    'storage.full': 'The disk is full. Free some space and try again; nothing was sent.',
    'storage.readOnly': 'The data folder cannot be written: {path}',
    'storage.damaged': 'The data file is damaged.',
    'storage.failed': 'The data file cannot be used: {reason}',
    'storage.newerVersion':
      'A newer version of the program wrote the data file {path}. Nothing was changed; start that version.',
    internal: 'A fault in the console. Copy the details and report them.',
  },
  ru: {
    'account.disabled': 'Учётная запись отключена. Включите её в её настройках.',
    'auth.missing': 'У этой учётной записи нет ключа. Введите его в её настройках.',
    'auth.rejected':
      'Провайдер не принимает этот ключ или пароль. Проверьте его в кабинете провайдера и введите заново.',
    'auth.forbidden': 'Ключ верный, но на это действие у него нет прав. Проверьте права в кабинете провайдера.',
    'secret.locked': 'Системное хранилище ключей заблокировано. Разблокируйте его и повторите.',
    'secret.unavailable': 'Системное хранилище ключей не найдено. Ключи можно держать только до конца сеанса.',
    'secret.corrupt': 'Запись этой учётной записи в хранилище не читается. Ничего не удалено; введите ключ заново.',
    'secret.lost':
      'SIP-пароли этих номеров хранились только до конца сеанса, и он закончился. Ничего не отправлено; введите номера заново.',
    'network.offline': 'Нет подключения к сети.',
    'network.dns': 'Адрес {host} не найден. Проверьте базовый URL и настройки DNS.',
    'network.proxy': 'Прокси-сервер не пропустил запрос. Проверьте настройки прокси в системе.',
    'network.tls':
      'Нет доверенного TLS-соединения с {host} ({reason}). Если сертификат выпустила ваша компания, добавьте её файл CA.',
    'network.refused': '{host} отказал в соединении.',
    'network.timeout': 'Нет ответа за {seconds} с.',
    'network.stalled': 'Передача файла стояла на месте {seconds} с.',
    'network.cut': 'Соединение оборвалось до получения ответа.',
    'network.insecure': 'Обычный http запрещён: ключ передавался бы открыто. Укажите https.',
    'provider.validation': 'Провайдер отклонил запрос.',
    'provider.notFound': 'Провайдер не знает такого адреса или объекта.',
    'provider.rateLimited': 'Провайдер просит сделать паузу. Повторите через {seconds} с.',
    'provider.quotaUsedUp': 'До {until} провайдер не принимает запросы: квота исчерпана.',
    'provider.failure': 'Неполадка у провайдера (HTTP {status}).',
    'provider.listUnstable': 'Список у провайдера менялся, пока его читали. Прежний список сохранён; повторите позже.',
    'provider.badAnswer': 'Ответ не удаётся прочитать: он не такой, как описано в документах провайдера.',
    'input.invalid': 'Некоторые поля требуют внимания.',
    conflict:
      'Состояние у провайдера изменилось с момента чтения. Ничего не отправлено. Чтобы всё же изменить его, составьте изменение заново.',
    outcomeUnknown: 'Неизвестно, выполнил ли это провайдер. Прежде чем повторять, прочитайте текущее состояние.',
    objectBusy:
      'С этим объектом начало работать другое незавершённое изменение. Сначала продолжите или остановите его; ничего не отправлено.',
    changeUnderWay: 'Это изменение не завершено. Сначала продолжите или остановите его.',
    changeOvertaken: 'После этого изменения меню опубликовано заново. Продолжайте в меню или отмените это изменение.',
    notTakenOver: 'Провайдер принял запрос, но его текущее состояние отличается от отправленного.',
    earlierStepFailed: 'Шаг {position}, от которого зависит этот, не выполнен. Ничего не отправлено.',
    suspended: 'Компьютер перешёл в спящий режим. Продолжите, когда сеть восстановится.',
    uploadStopped: 'Остановлено во время передачи файла.',
    uploadDropped: 'Остановлено во время передачи файла. У провайдера его нет.',
    cancelled: 'Отменено.',
    notFound: 'Не найдено.',
    numbersNotFetched: 'Номера этой учётной записи ещё не загружены. Сначала загрузите их.',
    'contacts.stale':
      'Тем временем для этого обзвона запланирован другой список с частью этих контактов. Прочитайте файл заново; ничего не запланировано.',
    'contacts.planned': 'Эти контакты уже отправляет другое изменение.',
    'contacts.none': 'В файле нет ни одного нового контакта.',
    'contacts.forgotten': 'Эти контакты больше не хранятся. Прочитайте файл заново; ничего не отправлено.',
    'file.empty': 'В файле нет строк.',
    'file.notATable': 'Это не таблица. Выберите файл CSV или XLSX.',
    'file.oldExcel': 'Это старый или зашифрованный файл Excel. Сохраните его как XLSX без пароля или как CSV.',
    'file.damaged': 'Файл повреждён ({reason}). Сохраните его заново в программе, где он сделан, или выберите другой.',
    'file.tooLarge': 'Файл распаковывается в больший объём, чем нужно таблице номеров ({reason}). Чтение прекращено.',
    'file.changed': 'Файл изменился после открытия. Откройте его снова.',
    'file.unreadable': 'Файл не читается ({reason}). Проверьте, что он на месте и его можно открыть.',
    'file.unwritable': 'Файл не записывается ({reason}). Выберите другую папку или закройте его там, где он открыт.',
    'ivr.fileTooBig': 'Файл больше любого меню или читается слишком долго ({reason}). Чтение прекращено.',
    'snapshot.notOne': 'Этот файл не снимок Switchboard или повреждён. Ничего не изменено.',
    'snapshot.newer':
      'Снимок записан более новой версией программы (версия {version}, известны до {known}). Ничего не изменено.',
    'snapshot.repeated': 'В снимке дважды указан номер {number}. Ничего не изменено.',
    'snapshot.otherProvider': 'Это снимок учётной записи другого провайдера.',
    'storage.full': 'Диск заполнен. Освободите место и повторите; ничего не отправлено.',
    'storage.readOnly': 'В папку данных нельзя писать: {path}',
    'storage.damaged': 'Файл данных повреждён.',
    'storage.failed': 'Файл данных недоступен: {reason}',
    'storage.newerVersion':
      'Файл данных {path} записан более новой версией программы. Ничего не изменено; запустите её.',
    internal: 'Ошибка в программе. Скопируйте подробности и сообщите о ней.',
  },
}

/** @returns the error in the operator's language, without the provider's own words. */
export const errorText = (error: Pick<AppError, 'code' | 'params'>, locale: Locale): string =>
  formatText(errorTexts[locale][error.code], error.params)
