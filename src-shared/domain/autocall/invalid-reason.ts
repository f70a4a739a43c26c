/** Why a row of a file is no contact. Apart from the reader of phones, whose tables of all countries the window does not need. */
export const invalidReasons = ['noPhone', 'malformed', 'destroyed', 'extension', 'encoding', 'row'] as const
export type InvalidReason = (typeof invalidReasons)[number]
