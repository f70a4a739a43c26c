import { computed, ref, shallowRef, type Ref } from 'vue'
import { copyDay, isOpen, minutesPerDay, paint, runAt, type WeekGrid } from '@shared/domain/period/week-grid'
import { cellsPerDay, moveEdge, rectangle, step, stepFrom, type Point } from './week-pencil'

interface Options {
  grid: Ref<WeekGrid>
  /** The day on which the cursor stands. */
  cursorDay: Ref<number>
  isReadonly(): boolean
  /** @returns what Escape does first; undefined: nothing is dragged */
  giveUp(): (() => void) | undefined
}

/** The cursor on a week, what is selected with it, and what each key draws. */
export function useWeekKeyboard({ grid, cursorDay, isReadonly, giveUp }: Options) {
  const cell = ref(9 * (60 / step))
  /** Where the selection began, when there is one. */
  const anchor = shallowRef<Point>()

  const cursor = computed((): Point => ({ day: cursorDay.value, minute: cell.value * step }))
  const selection = computed(() => rectangle(anchor.value ?? cursor.value, cursor.value))

  function placeCursor(day: number, at: number) {
    cursorDay.value = Math.min(Math.max(day, 0), 6)
    cell.value = Math.min(Math.max(at, 0), cellsPerDay - 1)
    anchor.value = undefined
  }

  function walk(event: KeyboardEvent, days: number, cells: number) {
    const from = event.shiftKey ? (anchor.value ?? cursor.value) : undefined
    placeCursor(cursorDay.value + days, cell.value + cells * (event.ctrlKey || event.metaKey ? 60 / step : 1))
    anchor.value = from
  }

  function toggle() {
    if (!isReadonly())
      grid.value = paint(grid.value, selection.value, !isOpen(grid.value, cursor.value.day, cursor.value.minute))
  }

  /** Moves the nearer edge of the span under the cursor, and the cursor with it. */
  function pushEdge(direction: 1 | -1) {
    const run = runAt(grid.value, cursor.value.day, cursor.value.minute)
    if (!run || isReadonly()) return
    const week = 7 * minutesPerDay
    const first = cursor.value.day * minutesPerDay + cursor.value.minute
    const at = (first < run.start ? first + week : first) + step / 2
    const edge = at - run.start < run.end - at ? 'start' : 'end'
    const to = stepFrom(run[edge], direction)
    const moved = moveEdge(run, edge, to)
    grid.value = paint(grid.value, moved.shifts, moved.on)
    const inside = (((edge === 'start' ? to : to - step) % week) + week) % week
    placeCursor(Math.floor(inside / minutesPerDay), Math.floor((inside % minutesPerDay) / step))
  }

  let copied: number | undefined

  /** What each key does; a key that does nothing here is left to the window. */
  function actionOf(event: KeyboardEvent): (() => void) | undefined {
    const direction = event.key === 'ArrowLeft' ? -1 : 1
    const withControl = event.ctrlKey || event.metaKey
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowRight':
        return event.altKey ? () => pushEdge(direction) : () => walk(event, 0, direction)
      case 'ArrowUp':
        return () => walk(event, -1, 0)
      case 'ArrowDown':
        return () => walk(event, 1, 0)
      case 'Home':
        return () => walk(event, 0, -cellsPerDay)
      case 'End':
        return () => walk(event, 0, cellsPerDay)
      case 'Enter':
      case ' ':
        return toggle
      case 'Escape':
        return giveUp() ?? (anchor.value ? () => (anchor.value = undefined) : undefined)
      case 'c':
        return withControl ? () => (copied = cursorDay.value) : undefined
      case 'v':
        return withControl && !isReadonly() ? paste : undefined
      default:
        return undefined
    }
  }

  function paste() {
    if (copied !== undefined)
      grid.value = copyDay(
        grid.value,
        copied,
        selection.value.map(({ day }) => day),
      )
  }

  function onKey(event: KeyboardEvent) {
    const act = actionOf(event)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return { cell, anchor, cursor, selection, placeCursor, onKey }
}
