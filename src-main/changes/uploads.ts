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
  end(): void
}

/** @param onMoved called whenever one of them is further than before */
export function createUploads(onMoved: () => void): Uploads {
  const underWay = new Map<number, StepUpload & { stop: AbortController }>()
  let isCut = false

  return {
    begin(position) {
      const upload = { position, sent: 0, total: 0, stop: new AbortController() }
      underWay.set(position, upload)
      if (isCut) upload.stop.abort()
      return {
        options: {
          signal: upload.stop.signal,
          onUploadProgress(sent, total) {
            if (sent === upload.sent && total === upload.total) return
            Object.assign(upload, { sent, total })
            onMoved()
          },
        },
        end: () => underWay.delete(position),
      }
    },
    // Of what has not begun there is nothing to show.
    list: () =>
      [...underWay.values()]
        .filter(({ total }) => total > 0)
        .map(({ position, sent, total }) => ({ position, sent, total })),
    cut() {
      isCut = true
      for (const { sent, total, stop } of underWay.values()) if (total === 0 || sent < total) stop.abort()
    },
  }
}
