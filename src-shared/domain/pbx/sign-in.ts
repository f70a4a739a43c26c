/**
 * Where the provider's page sends the browser back to when an operator has signed in: this computer, for that one answer.
 * Below the ports that systems hand out by themselves (32768 and up on Linux, 49152 and up elsewhere), one of which may be
 * taken at any moment.
 */
export const redirectPort = 17_832
export const redirectPath = '/callback'

/** @param port `redirectPort` unless a test listens elsewhere */
export const redirectAddress = (port = redirectPort): string => `http://127.0.0.1:${port}${redirectPath}`
