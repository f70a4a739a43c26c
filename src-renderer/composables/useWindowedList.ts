import { onScopeDispose, ref, shallowReactive, shallowRef, toRaw, watch, type Ref } from 'vue'
import { mostNamed } from '@shared/contract/selection'
import { AppFailure, type AppError } from '@shared/domain/app-error'

interface WindowedListOptions<Question, Row> {
  /** What is asked for; followed as it changes. */
  question: () => Question
  /** Rows `offset … offset + limit` of the answer, and how many there are in all. */
  load: (
    question: Question,
    page: { offset: number; limit: number },
  ) => Promise<{ total: number; rows: readonly Row[] }>
}

export interface WindowedList<Row> {
  /** undefined before the first answer. */
  total: Ref<number | undefined>
  error: Ref<AppError | null>
  /** Asks again for everything in sight; answers under way are dropped. */
  reload(): void
  /** The rows may differ from what is shown: asks again, but lets answers under way arrive, however often it is called. */
  refresh(): void
  /**
   * The rows of a range, asked for where they are not there; cut where no selection could name them all.
   * @returns undefined when the question changed meanwhile, or an answer failed, which is said in `error`
   */
  range(first: number, last: number): Promise<Row[] | undefined>
  /** undefined while the row is not there. */
  rowAt(index: number): Row | undefined
  /** These rows are in sight, both ends included. */
  show(first: number, last: number): void
}

/** Rows asked for at once: about three screens. */
const blockSize = 100
/** Rows that a range can have: what a selection can name, and a little more, so that too many shows. */
const longestRange = mostNamed + blockSize
/** Blocks under way at once; the others in sight are asked for when there is room. */
const mostUnderWay = 2
/** ms that a list which jumped has to stand still. A fast scroll passes thousands of blocks, and none of them could be read. */
const rest = 50

/**
 * The answer to a question that may have a million rows, as far as it is in sight; made for `VirtualTable`. Rows of the
 * old answer stay until the new one arrives, so nothing flickers; an answer that was overtaken is dropped.
 */
export function useWindowedList<Question, Row>({
  question,
  load: ask,
}: WindowedListOptions<Question, Row>): WindowedList<Row> {
  const blocks = shallowReactive(new Map<number, readonly Row[]>())
  const total = ref<number>()
  const error = shallowRef<AppError | null>(null)
  let inSight = { first: 0, last: 0 }
  let underWay = new Set<number>()
  /** Blocks of the present answer; the others in `blocks` are still of the one before. */
  let fresh = new Set<number>()
  /** The rows changed while they were being asked for. */
  let stale = false
  /** Set while the list may be in a fast scroll. */
  let resting: ReturnType<typeof setTimeout> | undefined

  async function load(block: number) {
    const ownRound = underWay
    ownRound.add(block)
    try {
      const answer = await ask(question(), { offset: block * blockSize, limit: blockSize })
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
      if (ownRound === underWay && !error.value) {
        fill()
        if (stale && underWay.size === 0) reload()
      }
    }
  }

  const isInSight = (block: number): boolean =>
    block >= Math.floor(inSight.first / blockSize) && block <= Math.floor(inSight.last / blockSize)

  /** Asks for what is in sight and not there yet. */
  function fill() {
    if (resting !== undefined) return
    const end = Math.min(inSight.last, Math.max(0, (total.value ?? 1) - 1))
    for (let block = Math.floor(inSight.first / blockSize); block * blockSize <= end; block += 1) {
      if (underWay.size >= mostUnderWay) return
      if (!fresh.has(block) && !underWay.has(block)) void load(block)
    }
  }

  function stopResting() {
    clearTimeout(resting)
    resting = undefined
  }

  function reload() {
    stopResting()
    underWay = new Set()
    fresh = new Set()
    stale = false
    error.value = null
    fill()
  }

  function refresh() {
    if (underWay.size > 0) stale = true
    else reload()
  }

  const questionText = () => JSON.stringify(toRaw(question()))

  async function range(first: number, last: number): Promise<Row[] | undefined> {
    const asked = questionText()
    const end = Math.min(last, first + longestRange)
    const rows: Row[] = []
    try {
      for (let block = Math.floor(first / blockSize); block * blockSize <= end; block += 1) {
        const offset = block * blockSize
        const known = fresh.has(block) ? blocks.get(block) : undefined
        const found = known ?? (await ask(question(), { offset, limit: blockSize })).rows
        if (questionText() !== asked) return undefined
        rows.push(...found.slice(Math.max(0, first - offset), end - offset + 1))
      }
    } catch (cause) {
      if (!(cause instanceof AppFailure)) throw cause
      error.value = cause.error
      return undefined
    }
    return rows
  }

  watch(
    questionText,
    () => {
      inSight = { first: 0, last: 0 }
      reload()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stopResting()
    underWay = new Set()
    stale = false
  })

  return {
    total,
    error,
    reload,
    refresh,
    range,
    rowAt: (index) => blocks.get(Math.floor(index / blockSize))?.[index % blockSize],
    show(first, last) {
      const jumped = first > inSight.last || last < inSight.first
      inSight = { first, last }
      stopResting()
      if (jumped) {
        resting = setTimeout(() => {
          stopResting()
          fill()
        }, rest)
      } else fill()
    },
  }
}
