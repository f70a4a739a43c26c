import type { IvrMenus } from '../ivr/ivr-menus'
import { savePicture } from '../ivr/picture-file'
import type { MenuFiles } from '../ivr/menu-files'
import type { HandlersOf } from './handlers'

export const ivrHandlers = (
  menus: IvrMenus,
  files: MenuFiles,
  choosePlace: (suggestedName: string) => Promise<string | null>,
): HandlersOf<'ivr'> => ({
  'ivr.account': (input) => menus.account(input),
  'ivr.read': (input) => menus.read(input),
  'ivr.cancelRead': (input) => {
    menus.cancelRead(input)
    return {}
  },
  'ivr.arrange': (input) => {
    menus.arrange(input)
    return {}
  },
  'ivr.export': (input) => files.save(input),
  'ivr.import': (input) => files.open(input),
  'ivr.savePicture': (input) => savePicture(input, choosePlace),
  'ivr.publish': (input) => menus.publish(input),
})
