/** @returns the present moment, its seconds left out, ms since 1970 */
export const presentMinute = (): number => Math.floor(Date.now() / 60_000) * 60_000
