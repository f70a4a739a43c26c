import { describe, expect, test } from 'vitest'
import { toneWav } from '../../../../src-main/sandbox/pbx/tone'
import { caller, upload } from './call'

const extensions = '/client/@me/extension/'

describe('extensions', () => {
  test('a new one is blocked unless it says active, and gets the prefix', async () => {
    const { post } = await caller()
    const { status, body } = await post(extensions, { name: '990', type: 'phone' })
    expect([status, body]).toEqual([201, expect.objectContaining({ name: '000*990', status: 'blocked', id: 204 })])
    for (const name of ['000*991', 'sip*000*992', '000*993@sip.ringme.ru']) {
      expect((await post(extensions, { name, type: 'fax', status: 'active' })).status).toBe(201)
    }
  })

  test.each([
    [{ type: 'phone' }, 'name: required'],
    [{ name: '990' }, 'type: required'],
    [{ name: '99', type: 'phone' }, 'name: must have 3 digits'],
    [{ name: '002', type: 'phone' }, 'name: already exists'],
    [{ name: '990', type: 'robot' }, 'type: must be one of phone, queue, ivr, fax'],
    [{ name: '990', type: 'phone', label: 5 }, 'label: must be string'],
    [{ name: '990', type: 'phone', colour: 'red' }, 'colour: unknown field'],
    [
      { name: '990', type: 'phone', did_as_transfer_caller_id: '70000000000' },
      'did_as_transfer_caller_id: no public number of this client',
    ],
    ['{"name"', 'body: no JSON'],
    ['[]', 'body: no JSON object'],
  ])('%j is refused', async (body, message) => {
    const answer = await (await caller()).post(extensions, body)
    expect(answer).toMatchObject({ status: 400, body: { message }, assumed: 'words of the refusal' })
  })

  test('what is not sent stays; name and type cannot be changed; null empties', async () => {
    const { put } = await caller()
    const path = `${extensions}144`
    expect((await put(path, { caller_id_name: 'Office' })).body).toMatchObject({
      label: 'Секретарь',
      caller_id_name: 'Office',
    })
    expect((await put(path, { label: null })).body).toMatchObject({ label: null, status: 'active' })
    expect((await put(path, { name: '003' })).status).toBe(400)
    expect((await put(path, { name: '000*002', type: 'phone', label: 'x' })).status).toBe(200)
    expect((await put(path, { type: 'fax' })).status).toBe(400)
  })

  test('pages and filters', async () => {
    const { get } = await caller()
    const list = async (query: string) => {
      const { body } = await get(`${extensions}?${query}`)
      return Array.isArray(body) ? body.length : body
    }
    expect([
      await list(''),
      await list('per_page=200'),
      await list('page=2&per_page=50'),
      await list('page=9'),
    ]).toEqual([20, 60, 10, 0])
    expect([
      await list('type=ivr'),
      await list('type=queue&status=active'),
      await list('type=fax&status=blocked'),
    ]).toEqual([6, 6, 0])
    expect(await list('per_page=201')).toEqual({ message: 'per_page: must be at most 200' })
    expect(await list('page=0')).toEqual({ message: 'page: must be a number from 1' })
  })

  test('deleting frees the public numbers that led to it, and answers without a body', async () => {
    const { remove, get, state } = await caller()
    const [did] = state.dids.values()
    const id = did?.extension_id ?? 0
    expect(await remove(`${extensions}${id}`)).toMatchObject({ status: 204, text: '' })
    expect((await get(`/client/@me/did/${did?.id}`)).body).toMatchObject({ extension_id: null })
    expect((await remove(`${extensions}${id}`)).status).toBe(404)
  })

  test('registration of phones, settings of phone and queue', async () => {
    const { get, put, state } = await caller()
    const registered = [...state.extensions.values()].find(({ registrations }) => registrations.length > 0)
    const answer = await get(`/extension/registration/?extension_id=${registered?.id}&extension_id=147`)
    expect(answer.body).toMatchObject([{ extension_id: registered?.id, registered: true }, { registered: false }])
    expect((await put('/extension/144/phone/', { record_enabled: true })).body).toMatchObject({ record_enabled: true })
    expect((await get('/extension/147/queue/')).body).toMatchObject({ extension_id: 147 })
    expect((await get('/extension/147/phone/')).status).toBe(404)
    expect((await get('/extension/147/ivr/')).status).toBe(404)
  })
})

test('public numbers lead to one extension or nowhere', async () => {
  const { get, put, post, remove } = await caller()
  expect((await get('/client/12/did/')).body).toHaveLength(12)
  expect((await put('/client/@me/did/511', { extension_id: 147 })).body).toMatchObject({ extension_id: 147 })
  const detached = await put('/client/@me/did/511', { extension_id: null })
  expect(detached).toMatchObject({ body: { extension_id: null }, assumed: expect.stringContaining('detaching') })
  expect((await put('/client/@me/did/511', { extension_id: 9 })).status).toBe(400)
  expect([(await post('/client/@me/did/', {})).status, (await remove('/client/@me/did/511')).status]).toEqual([
    405, 405,
  ])
})

describe('sounds', () => {
  const sounds = '/client/@me/sound/'
  const wav = toneWav([440])
  const float = Buffer.from(wav)
  float.writeUInt16LE(3, 20)
  const bare = Buffer.from(wav)
  bare.write('junk', 12, 'latin1')
  const mp3 = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])

  test('WAV and MP3 are taken, also behind an ID3 tag', async () => {
    const { post } = await caller()
    const tagged = Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x05.....', 'latin1'), mp3])
    for (const [name, content] of [
      ['a.wav', wav],
      ['b.MP3', mp3],
      ['c.mp3', tagged],
    ] as const) {
      const { status, body } = await post(sounds, upload(name, content, name))
      expect([status, body]).toEqual([
        201,
        { id: expect.any(Number), client_id: 12, title: name, dealer_id: null, filename: name },
      ])
    }
  })

  test.each([
    ['a WAV renamed to MP3', upload('a.mp3', wav, 'x'), 'file: no MP3 frame'],
    ['an MP3 renamed to WAV', upload('a.wav', mp3, 'x'), 'file: no WAV header'],
    ['Float', upload('a.wav', float, 'x'), 'file: Float-encoded WAV is not supported'],
    ['no format data', upload('a.wav', bare, 'x'), 'file: WAV without format data'],
    ['another kind', upload('a.ogg', wav, 'x'), 'file: must be WAV or MP3'],
    ['no title', upload('a.wav', wav), 'title: required'],
    [
      'more than 10 MB',
      upload('a.wav', Buffer.concat([wav, Buffer.alloc(10 * 1024 * 1024)]), 'x'),
      'file: larger than 10 MB',
    ],
    ['JSON', { title: 'x' }, 'body: must be multipart/form-data'],
  ])('%s is refused', async (_, body, message) => {
    expect(await (await caller()).post(sounds, body)).toMatchObject({ status: 400, body: { message } })
  })

  test('rename, replace, delete; what is in use can go; what is the operator’s cannot', async () => {
    const { put, post, remove, get, state } = await caller()
    expect((await put(`${sounds}41`, { title: 'Новое' })).body).toMatchObject({
      title: 'Новое',
      filename: 'welcome.wav',
    })
    const replaced = await post(`${sounds}41`, upload('other.wav', toneWav([880])))
    expect(replaced).toMatchObject({ status: 201, body: { id: 41, title: 'Новое', filename: 'other.wav' } })
    expect(state.sounds.get(41)?.content.equals(toneWav([880]))).toBe(true)
    expect((await remove(`${sounds}41`)).status).toBe(204)
    expect((await get(`${sounds}41`)).status).toBe(404)
    expect((await remove(`${sounds}50`)).status).toBe(403)
  })

  test('filters', async () => {
    const { get } = await caller()
    const ids = async (query: string) =>
      Object.values(Object((await get(`${sounds}?${query}`)).body)).map((sound) => Reflect.get(Object(sound), 'id'))
    expect(await ids('id=42&id=43')).toEqual([42, 43])
    expect(await ids(`title=${encodeURIComponent('Праздники')}`)).toEqual([44])
    expect(await ids('own_only=true')).toHaveLength(9)
  })
})

describe('intervals', () => {
  const intervals = '/client/@me/interval/'
  const base = { name: 'x', timezone: 'Europe/Moscow' }

  test('create, change, delete', async () => {
    const { post, put, remove } = await caller()
    const conditions = [{ start_dow: 6, end_dow: 2, start_time: '09:00:00', end_time: '18:00:00', month: 0 }]
    const added = await post(intervals, { ...base, conditions })
    expect(added).toMatchObject({ status: 201, body: { id: 9, conditions: [{ start_dow: 6, month: null }] } })
    expect((await put(`${intervals}9`, { name: 'y' })).body).toMatchObject({ name: 'y', timezone: 'Europe/Moscow' })
    expect((await remove(`${intervals}9`)).status).toBe(204)
  })

  test.each([
    [{ start_dow: 1 }, 'end_dow: fields go in pairs'],
    [{ end_time: '10:00:00' }, 'start_time: fields go in pairs'],
    [{ start_time: '22:00:00', end_time: '06:00:00' }, 'start_time: must be less than end_time'],
    [{ start_time: '10:00', end_time: '11:00' }, 'start_time: wrong form'],
    [{ start_mday: 5, end_mday: 5 }, 'start_mday: must be less than end_mday'],
    [{ start_dow: 0, end_dow: 7 }, 'start_dow: fields go in pairs'],
    [{ start_dow: 1, end_dow: 8 }, 'end_dow: must be from 1 to 7'],
    [{ start_dow: -1, end_dow: 7 }, 'start_dow: must be from 1 to 7'],
    [
      { start_datetime: '2026-01-02 00:00:00', end_datetime: '2026-01-01 00:00:00' },
      'start_datetime: must be less than end_datetime',
    ],
    [{ month: 13 }, 'month: must be from 1 to 12'],
    [
      { sched_start_date: '2026-01-01', sched_active_days: 2 },
      'sched_start_date: needs sched_active_days and sched_skip_days',
    ],
    [{}, 'conditions: an empty condition'],
  ])('condition %j is refused', async (condition, message) => {
    const answer = await (await caller()).post(intervals, { ...base, conditions: [condition] })
    expect(answer).toMatchObject({ status: 400, body: { message } })
  })

  test.each([
    [{ timezone: 'Europe/Moscow', conditions: [] }, 'name: required'],
    [{ ...base }, 'conditions: required'],
    [{ ...base, timezone: 'Mars/Olympus', conditions: [] }, 'timezone: unknown'],
  ])('%j is refused', async (body, message) => {
    expect(await (await caller()).post(intervals, body)).toMatchObject({ status: 400, body: { message } })
  })
})
