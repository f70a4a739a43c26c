import { defineTexts } from '../../text/text'

/** What refusals of the cloud PBX mean; shown beside its own words. */
export const pbxRefusalFindings = defineTexts({
  en: {
    'pbx.applicationAccess':
      'The application of this key may only handle calls (access “Call API”). Managing the PBX needs the access “All”; the operator’s administrator can grant it.',
    'pbx.userReadOnly': 'The user of this key may look and change nothing (access “read_only”).',
    'pbx.userBlocked': 'The user of this key, or the whole company, is blocked at the operator.',
    'pbx.accessDenied': 'The user of this key has no right to this object.',
    'pbx.companyUnknown': 'The operator does not know this company.',
    'pbx.signInAgain': 'The permission has ended. Sign in again in the settings of the account.',
    'pbx.wrongApplication': 'The operator does not accept the application id and secret.',
    'pbx.grantRefused': 'The application is registered for another way of signing in.',
    'pbx.quota': 'The hourly quota is shared by all programs and users of the company.',
  },
  ru: {
    'pbx.applicationAccess':
      'Приложение этого ключа может только управлять звонками (доступ «Call API»). Для настройки АТС нужен доступ «All»; его даёт администратор оператора.',
    'pbx.userReadOnly': 'Пользователь этого ключа может только смотреть (доступ «read_only»).',
    'pbx.userBlocked': 'Пользователь этого ключа или вся компания заблокированы у оператора.',
    'pbx.accessDenied': 'У пользователя этого ключа нет прав на этот объект.',
    'pbx.companyUnknown': 'Оператор не знает такой компании.',
    'pbx.signInAgain': 'Разрешение закончилось. Войдите заново в настройках учётной записи.',
    'pbx.wrongApplication': 'Оператор не принимает идентификатор и секрет приложения.',
    'pbx.grantRefused': 'Приложение зарегистрировано для другого способа входа.',
    'pbx.quota': 'Часовая квота общая для всех программ и пользователей компании.',
  },
})
