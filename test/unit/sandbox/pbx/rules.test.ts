import { describe, expect, test } from 'vitest'
import { caller } from './call'

const rules = '/extension/145/incom_rule/'

describe('incoming rules', () => {
  test('the defaults of the page', async () => {
    const { post } = await caller()
    expect(await post(rules, { type: 'busy' })).toMatchObject({
      status: 201,
      body: {
        type: 'busy',
        name: null,
        enabled: true,
        final: true,
        playfile_sound: null,
        transfer_dst: null,
        transfer_timeout: 60,
        cascade_numbers: [],
        allow_public_transfer: false,
        caller_id: null,
        caller_id_action: 'any',
        call_status: 'any',
        extension_call_status: 'any',
        extension_status: 'any',
        interval: null,
        ignore_early_media: true,
        enable_call_screening: false,
      },
    })
  })

  const eleven = Array.from({ length: 11 }, (_, at) => 100 + at).join(' ')
  test.each([
    [{}, 'type: required'],
    [{ type: 'group_call', transfer_dst: eleven }, /^type: must be one of/],
    [{ type: 'playfile' }, 'playfile_sound: required for playfile'],
    [{ type: 'playfile', playfile_sound: 999 }, 'playfile_sound: does not exist'],
    [{ type: 'transfer' }, 'transfer_dst: required'],
    [{ type: 'transfer', transfer_dst: '  ' }, 'transfer_dst: required'],
    [{ type: 'transfer', transfer_dst: eleven }, 'transfer_dst: at most 10 numbers'],
    [{ type: 'transfer', transfer_dst: '+7(987)654-32-10' }, 'transfer_dst: "+7(987)654-32-10" is no number'],
    [{ type: 'simple_transfer' }, 'transfer_dst: required'],
    [{ type: 'transfer', transfer_dst: '101', transfer_timeout: 0 }, 'transfer_timeout: must be at least 1'],
    [{ type: 'cascade' }, 'cascade_numbers: required for cascade'],
    [{ type: 'simple_cascade', cascade_numbers: [{ number: '097' }] }, 'delay: required'],
    [{ type: 'cascade', cascade_numbers: [{ delay: 0, number: '097 098' }] }, 'number: must be one number'],
    [{ type: 'cascade', cascade_numbers: [{ delay: -1, number: '097' }] }, 'delay: must not be negative'],
    [{ type: 'busy', caller_id_action: 'matches' }, 'caller_id: required for matches'],
    [{ type: 'busy', caller_id_action: 'not_matches', caller_id: '' }, 'caller_id: required for not_matches'],
    [{ type: 'busy', call_status: 'answered' }, /^call_status: must be one of/],
    [{ type: 'busy', interval: 99 }, 'interval: does not exist'],
    [{ type: 'busy', id: 5 }, 'id: unknown field'],
  ])('%j is refused', async (rule, message) => {
    const expected = message instanceof RegExp ? expect.stringMatching(message) : message
    expect(await (await caller()).post(rules, rule)).toMatchObject({ status: 400, body: { message: expected } })
  })

  test('more than 10 destinations with simple_transfer', async () => {
    expect((await (await caller()).post(rules, { type: 'simple_transfer', transfer_dst: eleven })).status).toBe(201)
  })

  test('order: placed last, changed by the whole list only', async () => {
    const { post, get, put } = await caller()
    for (const type of ['busy', 'hangup', 'voicemail']) await post(rules, { type })
    expect((await get(`${rules}order/`)).body).toEqual({ rules_ids: [1, 2, 3] })
    expect((await put(`${rules}order/`, { rules_ids: [3, 1, 2] })).body).toEqual({ rules_ids: [3, 1, 2] })
    // The list itself does not tell the order.
    expect((await get(rules)).body).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }])
    for (const wrong of [[3, 1], [3, 1, 1], [3, 1, 2, 2], [3, 1, 9], 'all', [3, 1, '2']]) {
      expect((await put(`${rules}order/`, { rules_ids: wrong })).status).toBe(400)
    }
    expect((await get(`${rules}order/`)).body).toEqual({ rules_ids: [3, 1, 2] })
  })

  test('ids are never used again; a reference to what is gone may stay', async () => {
    const { post, put, remove, state } = await caller()
    await post(rules, { type: 'playfile', playfile_sound: 41 })
    state.sounds.delete(41)
    expect((await put(`${rules}1`, { name: 'still there' })).body).toMatchObject({
      name: 'still there',
      playfile_sound: 41,
    })
    expect(await remove(`${rules}1`)).toMatchObject({ status: 204, text: '' })
    expect((await post(rules, { type: 'busy' })).body).toMatchObject({ id: 2 })
  })
})

describe('IVR', () => {
  // Main menu of the demo company: contexts 1 to 3.
  const ivr = '/extension/153/ivr/'
  const start = `${ivr}context/2/options/start/rules/`

  test.each([
    [{}, 'action: required'],
    [{ action: 'text_to_speech' }, /^action: must be one of/],
    [{ action: 'transfer' }, 'transfer_dst: required'],
    [{ action: 'transfer', transfer_dst: '1 2 3 4 5 6 7 8 9 10 11' }, 'transfer_dst: at most 10 numbers'],
    [{ action: 'simple_transfer' }, 'transfer_dst: required'],
    [{ action: 'transfer_from_variable' }, 'transfer_variable: required for transfer_from_variable'],
    [{ action: 'play_sound' }, 'sound: required for play_sound'],
    [{ action: 'play_sound', sound: 41 }, 'sound_type: required for play_sound'],
    [{ action: 'hangup', sound: 41 }, 'sound_type: required for sound'],
    [{ action: 'play_sound', sound: 999, sound_type: 'background' }, 'sound: does not exist'],
    [{ action: 'play_silence' }, 'silence_time: required for play_silence'],
    [{ action: 'play_digits', digits: '12' }, 'play_digits_method: required for play_digits'],
    [
      { action: 'play_digits_from_variable', play_digits_method: 'iterated' },
      'play_digits_variable: required for play_digits_from_variable',
    ],
    [{ action: 'record_digits', record_digits_variable: 'n' }, 'record_digits_max: required for record_digits'],
    [
      { action: 'record_digits', record_digits_variable: 'n', record_digits_max: 'many' },
      'record_digits_max: must be long',
    ],
    [{ action: 'set_variable', set_variable_name: 'a' }, 'set_variable_value: required for set_variable'],
    [
      { action: 'set_variable', set_variable_name: '1a', set_variable_value: 'b' },
      'set_variable_name: no name of a variable',
    ],
    [{ action: 'jump_to_context' }, 'context: required for jump_to_context'],
    [{ action: 'jump_to_context', context: 9 }, 'context: does not exist'],
    [{ action: 'jump_to_context', context: 1, context_option: '7' }, 'context_option: does not exist'],
    [
      { action: 'call_interactive', call_interactive_method: 'GET' },
      'call_interactive_url: required for call_interactive',
    ],
    [
      { action: 'call_interactive', call_interactive_url: 'ftp://x', call_interactive_method: 'GET' },
      'call_interactive_url: must begin with http:// or https://',
    ],
    [{ action: 'set_caller_id_number' }, 'caller_id_number: required for set_caller_id_number'],
    [{ action: 'set_caller_id_name' }, 'caller_id_name: required for set_caller_id_name'],
    [{ action: 'quality_rate' }, 'sound: required for quality_rate'],
    [{ action: 'voice_helper' }, 'voice_helper_rules: required for voice_helper'],
    [
      {
        action: 'voice_helper',
        voice_helper_rules: [{ to_option: 7, transcription: 'a' }],
        voice_helper_timeout: 1,
        voice_helper_digits_max: 1,
      },
      'to_option: option 7 does not exist',
    ],
    [{ action: 'hangup', match_variable_name: 'a' }, 'match_variable_value: required for match_variable_name'],
    [{ action: 'hangup', caller_id_action: 'matches' }, 'caller_id: required for matches'],
  ])('%j is refused', async (rule, message) => {
    const expected = message instanceof RegExp ? expect.stringMatching(message) : message
    expect(await (await caller()).post(start, rule)).toMatchObject({ status: 400, body: { message: expected } })
  })

  test('record_digits_max as a text; sound_type is assumed where the sample has none', async () => {
    const { post } = await caller()
    const recorded = await post(start, { action: 'record_digits', record_digits_variable: 'n', record_digits_max: '4' })
    expect(recorded.body).toMatchObject([{ record_digits_max: 4 }])
    expect((await post(start, { action: 'quality_rate', sound: 41 })).body).toMatchObject([
      { sound_type: 'background' },
    ])
  })

  test('a synthesised greeting is not among the 39 keys unless it was asked for', async () => {
    const { post } = await caller()
    const rule = { action: 'play_sound', sound: 41, sound_type: 'background' }
    const [plain] = Object.values(Object((await post(start, rule)).body))
    const [spoken] = Object.values(Object((await post(start, { ...rule, play_sound_from_variable: true })).body))
    expect([Object.keys(Object(plain)).length, Object.keys(Object(spoken)).length]).toEqual([39, 40])
  })

  test('voice_helper needs the operator’s switch', async () => {
    const { post, state } = await caller()
    state.voiceHelper = false
    const rules = [{ to_option: '1', transcription: 'a|b' }]
    const rule = {
      action: 'voice_helper',
      voice_helper_rules: rules,
      voice_helper_timeout: 12000,
      voice_helper_digits_max: 1,
    }
    expect((await post(start, rule)).status).toBe(403)
    state.voiceHelper = true
    expect((await post(start, rule)).status).toBe(201)
  })

  test('rules: one is a list, PUT needs the action, order, delete', async () => {
    const { get, put, post, remove } = await caller()
    await post(start, { action: 'hangup' })
    const { rules_ids: ids } = (await get(`${start}order/`)).body as { rules_ids: number[] }
    const [first, second] = ids
    expect((await put(`${start}order/`, { rules_ids: [second, first] })).body).toEqual({ rules_ids: [second, first] })
    expect((await put(`${start}${second}`, { name: 'x' })).body).toEqual({ message: 'action: required' })
    expect((await put(`${start}${second}`, { action: 'hangup', name: 'x' })).body).toMatchObject([{ name: 'x' }])
    expect((await get(`${start}${second}`)).body).toMatchObject([{ id: second, action: 'hangup' }])
    expect((await remove(`${start}${second}`)).status).toBe(204)
    expect((await get(`${start}${second}`)).status).toBe(404)
  })

  test('options: own ones come and go, the standard ones stay', async () => {
    const { post, remove } = await caller()
    const options = `${ivr}context/1/options/`
    expect(await post(options, { digits: '*1#' })).toMatchObject({ status: 201, body: { digits: '*1#' } })
    expect((await post(options, { digits: '*1#' })).status).toBe(400)
    expect((await post(options, { digits: 'one' })).status).toBe(400)
    expect((await remove(`${options}${encodeURIComponent('*1#')}`)).status).toBe(204)
    expect((await remove(`${options}start`)).status).toBe(400)
  })

  test('contexts and configuration', async () => {
    const { post, put, remove } = await caller()
    expect((await post(`${ivr}context/`, { timeout: 1 })).body).toEqual({ message: 'name: required' })
    const added = await post(`${ivr}context/`, { name: 'x' })
    expect(added.body).toMatchObject({ id: 4, timeout: 0, inter_digit_timeout: 0, digit_len: 0, allow_any_dial: true })
    expect((await remove(`${ivr}context/1`)).body).toEqual({ message: 'context_id: is the entry context' })
    expect((await put(ivr, { entry_context: 4 })).body).toMatchObject({ entry_context: 4, sleep_time: 500 })
    expect((await remove(`${ivr}context/1`)).status).toBe(204)
    expect((await put(ivr, { entry_context: 1 })).status).toBe(400)
    expect((await put(ivr, { lifetime_exp_action: 'transfer' })).status).toBe(400)
    expect((await put(ivr, { lifetime_exp_action: 'transfer', lifetime_exp_transfer_dst: '050' })).status).toBe(200)
  })
})
