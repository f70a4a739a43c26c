/** Where the window was, so that it opens there again, unless that screen is gone. */
import type { Rectangle } from 'electron'
import { z } from 'zod'

export const windowPlaceSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximised: z.boolean(),
})
export type WindowPlace = z.infer<typeof windowPlaceSchema>

export const minimumSize = { width: 1024, height: 640 }

/** How much of the title bar must lie on a screen for the window to be reachable, in device-independent pixels. */
const reachable = 80

/** @returns the bounds to open with: the remembered ones while they are reachable on one of the screens, else a default. */
export function openingBounds(place: WindowPlace | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const fallback = { width: 1360, height: 860 }
  if (!place) return fallback
  const onScreen = workAreas.some(
    (area) =>
      place.x + place.width - reachable > area.x &&
      place.x + reachable < area.x + area.width &&
      place.y >= area.y - 8 &&
      place.y + reachable < area.y + area.height,
  )
  const size = {
    width: Math.max(place.width, minimumSize.width),
    height: Math.max(place.height, minimumSize.height),
  }
  return onScreen ? { x: place.x, y: place.y, ...size } : size
}
