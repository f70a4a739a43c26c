import type { z } from 'zod'

/** One call from the window to main. Both sides derive their types from the two schemas; main parses every input. */
export interface Channel<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  input: Input
  output: Output
}

export const channel = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Channel<Input, Output> => ({ input, output })
