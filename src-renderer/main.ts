import { config } from 'zod'

// The window's CSP forbids eval. zod probes for it as soon as an object schema is made, so this must come before any other module.
config({ jitless: true })
void import('./app/start').then(({ start }) => start())
