/** The log of main, as a plain interface: `index.ts` makes the real one, which redacts every line before it is written. */
export interface Log {
  info(message: string, details?: Record<string, unknown>): void
  warn(message: string, details?: Record<string, unknown>): void
  error(message: string, details?: Record<string, unknown>): void
}
