/** Sounds. There is no documented way to fetch the audio, so there is none here. */
import type { FilePart } from '../provider'
import { readFields, readJson, text } from './fields'
import { accessDenied, created, found, invalid, removed } from './reply'
import { assumedPaging, checkClient, checkLimit, idIn, mustFind, paged, type Context, type Route } from './routes'
import { wrongSound } from './sound-content'
import { nextId } from './state'

export interface Sound {
  id: number
  title: string
  /** Not null: the operator's, for all clients. */
  dealerId: number | null
  filename: string
  content: Buffer
}

const largestSound = 10 * 1024 * 1024

export const soundRoutes: Route[] = [
  {
    method: 'GET',
    path: '/client/:client/sound/',
    run(context) {
      checkClient(context)
      const { state, query } = context
      const [ids, titles] = [query.getAll('id'), query.getAll('title')]
      const ownOnly = ['true', '1', 'True'].includes(query.get('own_only') ?? '')
      const matching = [...state.sounds.values()].filter(
        ({ id, title, dealerId }) =>
          (ids.length === 0 || ids.includes(String(id))) &&
          (titles.length === 0 || titles.includes(title)) &&
          (!ownOnly || dealerId === null),
      )
      return found(
        paged(matching, query).map((sound) => printed(sound, state.client.id)),
        assumedPaging,
      )
    },
  },
  {
    method: 'POST',
    path: '/client/:client/sound/',
    run(context) {
      checkClient(context)
      const { state } = context
      const file = fileOf(context)
      const title = context.parts?.get('title')
      if (typeof title !== 'string' || title === '') throw invalid('title', 'required')
      checkLimit(state, 'sound', state.sounds.size)
      const { filename, bytes: content } = file
      const sound = { id: nextId(state, 'sound'), title, dealerId: null, filename, content }
      state.sounds.set(sound.id, sound)
      return created(printed(sound, state.client.id))
    },
  },
  {
    method: 'GET',
    path: '/client/:client/sound/:sound',
    run: (context) => found(printed(soundOf(context), context.state.client.id), 'path'),
  },
  {
    method: 'POST',
    path: '/client/:client/sound/:sound',
    run(context) {
      const sound = ownSoundOf(context)
      const { filename, bytes: content } = fileOf(context)
      const title = context.parts?.get('title')
      Object.assign(sound, { filename, content, ...(typeof title === 'string' && title !== '' && { title }) })
      return created(printed(sound, context.state.client.id), 'status; the title may be left out')
    },
  },
  {
    method: 'PUT',
    path: '/client/:client/sound/:sound',
    run(context) {
      const sound = ownSoundOf(context)
      const { title = sound.title } = readFields(readJson(context.body), { title: text('') })
      if (title === '') throw invalid('title', 'required')
      sound.title = title
      return found(printed(sound, context.state.client.id), 'path')
    },
  },
  {
    method: 'DELETE',
    path: '/client/:client/sound/:sound',
    run(context) {
      context.state.sounds.delete(ownSoundOf(context).id)
      return removed('path; a sound in use can be deleted')
    },
  },
]

const printed = ({ id, title, dealerId, filename }: Sound, clientId: number): object => ({
  id,
  client_id: dealerId === null ? clientId : null,
  title,
  dealer_id: dealerId,
  filename,
})

function soundOf(context: Context): Sound {
  checkClient(context)
  return mustFind(context.state.sounds.get(idIn(context.segments, 'sound')))
}

/** @throws Refusal 403 for a sound of the operator. */
function ownSoundOf(context: Context): Sound {
  const sound = soundOf(context)
  if (sound.dealerId !== null) throw accessDenied()
  return sound
}

/** @throws Refusal 400 for a body without a usable file. */
function fileOf({ parts }: Context): FilePart {
  if (!parts) throw invalid('body', 'must be multipart/form-data')
  const file = parts.get('file')
  if (file === undefined || typeof file === 'string') throw invalid('file', 'required')
  if (file.bytes.length > largestSound) throw invalid('file', 'larger than 10 MB')
  const wrong = wrongSound(file.filename, file.bytes)
  if (wrong !== null) throw invalid('file', wrong)
  return file
}
