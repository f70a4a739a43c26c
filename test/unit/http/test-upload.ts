/** Uploads as the program sends them, over the stand-in's `net.request`. */
import { createUpload } from '../../../src-main/http/upload'
import { net } from '../../runtime/network'

export const testUpload = createUpload(async (options) => net.request(options))
