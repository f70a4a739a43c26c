/** Where the provider's page sends the browser back to when an operator has signed in: this computer, for that one answer. */
export const redirectPort = 47_832
export const redirectPath = '/callback'

/** @param port 47832 unless a test listens elsewhere */
export const redirectAddress = (port = redirectPort): string => `http://127.0.0.1:${port}${redirectPath}`
