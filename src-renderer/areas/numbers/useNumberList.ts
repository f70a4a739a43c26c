import { onScopeDispose, ref, shallowReactive, shallowRef, toRaw, watch } from 'vue'
import type { NumberFilter, NumberRow, NumberSort } from '@shared/contract/numbers'
import { AppFailure, type AppError } from '@shared/domain/app-error'
import { call, onEvent } from '../../client'

export interface NumberQuestion {
  accountId: string
  filter: NumberFilter
  sort: NumberSort
}

/** Rows asked for at once: about three screens. */
const blockSize = 100
/** Blocks under way at once. A fast scroll passes thousands; only those in sight when there is room are asked for. */
const mostUnderWay = 2

/**
 * The answer to a question about the numbers, as far as it is in sight. Rows of the old answer stay until the new one
 * arrives, so nothing flickers; an answer that was overtaken is dropped.
 */
export function useNumberList(question: () => NumberQuestion) {
  const blocks = shallowReactive(new Map<number, readonly NumberRow[]>())
  /** undefined before the first answer. */
  const total = ref<number>()
  const error = shallowRef<AppError | null>(null)
  let inSight = { first: 0, last: 0 }
  let underWay = new Set<number>()
  /** Blocks of the present answer; the others in `blocks` are still of the one before. */
  let fresh = new Set<number>()

  async function load(block: number) {
    const ownRound = underWay
    ownRound.add(block)
    try {
      const answer = await call('numbers.query', { ...question(), offset: block * blockSize, limit: blockSize })
      if (ownRound !== underWay) return
      if (fresh.size === 0) {
        for (const key of blocks.keys()) if (!isInSight(key)) blocks.delete(key)
      }
      fresh.add(block)
      blocks.set(block, answer.rows)
      total.value = answer.total
      error.value = null
    } catch (cause) {
      if (!(cause instanceof AppFailure)) throw cause
      if (ownRound === underWay) error.value = cause.error
    } finally {
      ownRound.delete(block)
      if (ownRound === underWay && !error.value) fill()
    }
  }

  const isInSight = (block: number): boolean =>
    block >= Math.floor(inSight.first / blockSize) && block <= Math.floor(inSight.last / blockSize)

  /** Asks for what is in sight and not there yet. */
  function fill() {
    const end = Math.min(inSight.last, Math.max(0, (total.value ?? 1) - 1))
    for (let block = Math.floor(inSight.first / blockSize); block * blockSize <= end; block += 1) {
      if (underWay.size >= mostUnderWay) return
      if (!fresh.has(block) && !underWay.has(block)) void load(block)
    }
  }

  /** Asks again for everything in sight. */
  function reload() {
    underWay = new Set()
    fresh = new Set()
    error.value = null
    fill()
  }

  watch(
    () => JSON.stringify(toRaw(question())),
    () => {
      inSight = { first: 0, last: 0 }
      reload()
    },
    { immediate: true },
  )
  const stop = onEvent('numbers.didChange', ({ accountId }) => {
    if (accountId === question().accountId) reload()
  })
  onScopeDispose(() => {
    stop()
    underWay = new Set()
  })

  return {
    total,
    error,
    reload,
    rowAt: (index: number): NumberRow | undefined => blocks.get(Math.floor(index / blockSize))?.[index % blockSize],
    show(first: number, last: number) {
      inSight = { first, last }
      fill()
    },
  }
}
