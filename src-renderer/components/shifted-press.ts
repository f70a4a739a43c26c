/** px a pointer may move between press and release without being a drag */
const stillness = 4

/**
 * The page may move under the pointer, as something above arrives; then the browser makes no click, which needs press and
 * release on one element. What was pressed is meant all the same.
 * @param down the press, seen by the element it is meant for; boxes, links and buttons inside have their own
 * @param act runs when the pointer is released where it was pressed, over something else by then
 */
export function onShiftedPress(down: PointerEvent, act: () => void): void {
  const { currentTarget: pressed, target } = down
  const isPlain = down.button === 0 && !(target instanceof Element && target.closest('.box, a, button'))
  if (!isPlain || !(pressed instanceof Element)) return
  const gesture = new AbortController()
  const { signal } = gesture
  const release = (up: PointerEvent) => {
    gesture.abort()
    const isStill = Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY) < stillness
    if (isStill && up.target instanceof Node && !pressed.contains(up.target)) act()
  }
  addEventListener('pointerup', release, { signal })
  addEventListener('pointercancel', () => gesture.abort(), { signal })
}
