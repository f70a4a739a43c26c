import { defineTexts } from '../../text/text'

/** Names of the columns of a file of extensions, on screen and in sample files. */
export const extensionColumnTitles = defineTexts({
  en: {
    name: 'Number',
    type: 'Type',
    label: 'Label',
    status: 'Status',
    caller_id_name: 'Name shown to those called',
    transfer_caller_id: 'Public number shown on forwarded calls',
    asserts_called_number: 'Pass the called public number on',
    group_id: 'Group ID',
    dial_rule_id: 'Dial rule ID',
    dial_rule_limit: 'Dial rule limit',
  },
  ru: {
    name: 'Номер',
    type: 'Тип',
    label: 'Подпись',
    status: 'Статус',
    caller_id_name: 'Имя, которое видят вызываемые',
    transfer_caller_id: 'Публичный номер при переадресации',
    asserts_called_number: 'Передавать вызванный публичный номер',
    group_id: 'ID группы',
    dial_rule_id: 'ID правила набора',
    dial_rule_limit: 'Лимит правила набора',
  },
})
