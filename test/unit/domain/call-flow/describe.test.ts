import { expect, test } from 'vitest'
import { describeTrace } from '../../../../src-shared/domain/call-flow/describe'
import { callTo, context, extension, incomingRule, menu, menuRule, play, run, transferTo } from './world'

const parts = {
  extensions: [extension('101', { label: 'Reception' }), extension('102'), extension('201', { type: 'ivr' })],
  rules: {
    101: [
      incomingRule({ type: 'busy' }, { callerAction: 'matches', callerPattern: '^7495' }),
      incomingRule({ type: 'transfer', destinations: ['102', '+74951234567'], name: 'Mobile' }),
    ],
  },
  menus: {
    201: menu([context('1', { start: [menuRule(play(1, 'background'))], timeout: [menuRule(transferTo('101'))] })]),
  },
  prompts: { 1: 2500 },
}

test('a trace reads as sentences, in both languages', () => {
  const trace = run(parts, callTo('201', { behaviours: { '102': { kind: 'busy' } } }))
  expect(describeTrace(trace, 'en')).toMatchInlineSnapshot(`
    "     0  Extension 201 is called
         0  context 1 › start
         0  Rule “Play a prompt” runs
         0  The caller hears “prompt 1”, 2.5 s; keys are accepted
       2.5  Waits 5 s for a key
       7.5  context 1 › timeout
       7.5  Rule “Transfer” runs
       7.5  Rings 101 Reception: answers
       7.5    Extension 101 Reception is called
       7.5    Rule “Busy” skipped: caller 78121234567 does not match ^7495
       7.5    Rule “Mobile” (Transfer) runs
       7.5    Ring: 102 is busy, +7 495 123-45-67 answers
       7.5      Extension 102 is called
       7.5      Rings 102: is busy
      17.5  Connected to +7 495 123-45-67
    * When no rule applies, the extension does its own job: the phone rings, the menu starts.
    * “Last rule” ends an option only after a transfer that nobody answered; after a prompt the next rule runs.
    * Without a time of its own it rings for 60 s.
    * Rules are looked at from top to bottom, and the first one that applies runs.
    * The pattern is searched for anywhere in the caller’s number, as it was received.
    * The first one to answer gets the call. All busy counts as busy, anything else as no answer.
    * The ring time runs from the start of the rule, whenever a number joins.
    * A call that a transfer connected has left the menu for good."
  `)
  expect(describeTrace(trace, 'ru')).toMatchInlineSnapshot(`
    "     0  Звонок на внутренний номер 201
         0  context 1 › start
         0  Правило «Проиграть запись» выполняется
         0  Звонящий слышит «prompt 1», 2,5 с; нажатия принимаются
       2,5  Ожидание нажатия, 5 с
       7,5  context 1 › timeout
       7,5  Правило «Перевод» выполняется
       7,5  Вызов 101 Reception: отвечает
       7,5    Звонок на внутренний номер 101 Reception
       7,5    Правило «Занято» пропущено: номер 78121234567 не подходит под ^7495
       7,5    Правило «Mobile» (Перевод) выполняется
       7,5    Вызов: 102 занят, +7 495 123-45-67 отвечает
       7,5      Звонок на внутренний номер 102
       7,5      Вызов 102: занят
      17,5  Соединение с +7 495 123-45-67
    * Если ни одно правило не подошло, внутренний номер работает сам: телефон звонит, меню запускается.
    * «Последнее правило» завершает опцию только после перевода без ответа; после записи выполняется следующее правило.
    * Если время не задано, вызов длится 60 с.
    * Правила просматриваются сверху вниз, выполняется первое подходящее.
    * Шаблон ищется в любом месте номера звонящего в том виде, в котором номер пришёл.
    * Вызов получает ответивший первым. Если заняты все — «занято», иначе «нет ответа».
    * Время вызова отсчитывается от начала правила, когда бы номер ни присоединился.
    * Вызов, соединённый переводом, в меню не возвращается."
  `)
})
