/** The files of one run that are on their way: how far each is, and cutting them off. */
import type { StepUpload } from '@shared/contract/changes'
import type { RequestOptions } from './operation'

export interface Uploads {
  /** @param position of the step whose file is about to be sent */
  begin(position: number): UploadUnderWay
  list(): StepUpload[]
  /**
   * Cuts off what still has bytes to send, and whatever begins from now on. A file that is through is not touched: its answer,
   * which is soon there, tells more than anything that could be found out without it.
   */
  cut(): void
}

export interface UploadUnderWay {
  /** For the request. */
  options: Required<Pick<RequestOptions, 'signal' | 'onUploadProgress'>>
  /** Its step has an outcome. */
  end(): void
}

/** @param onMoved called whenever one of them is further than before, or cut off */
export function createUploads(onMoved: () => void): Uploads {
  const underWay = new Map<number, StepUpload & { controller: AbortController }>()
  let cutsAll = false

  return {
    begin(position) {
      const upload = { position, sent: 0, total: 0, isCut: cutsAll, controller: new AbortController() }
      underWay.set(position, upload)
      if (cutsAll) upload.controller.abort()
      return {
        options: {
          signal: upload.controller.signal,
          onUploadProgress(sent, total) {
            if (sent === upload.sent && total === upload.total) return
            Object.assign(upload, { sent, total })
            onMoved()
          },
        },
        end: () => underWay.delete(position),
      }
    },
    list() {
      const all = [...underWay.values()].map(({ position, sent, total, isCut }) => ({ position, sent, total, isCut }))
      // Of what has not begun there is nothing to show.
      return all.filter(({ total }) => total > 0)
    },
    cut() {
      cutsAll = true
      for (const upload of underWay.values()) {
        if (upload.total > 0 && upload.sent === upload.total) continue
        upload.isCut = true
        upload.controller.abort()
      }
      onMoved()
    },
  }
}
