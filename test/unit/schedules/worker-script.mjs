// Runs the thread's TypeScript as it is; the program runs its built form.
import '../../runtime/source.ts'

await import('../../../src-main/schedules/schedule-worker.ts')
