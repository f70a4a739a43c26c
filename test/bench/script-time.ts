/** How long the window's own thread runs script, as the browser's performance panel counts it. */
import type { CDPSession } from 'playwright-core'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** µs */
  ts: number
  /** µs */
  dur?: number
  args?: { name?: string }
}

/** Script, what waits for it at the end of its task (Vue draws there), and the clearing of memory; not style, layout or paint. */
const scriptEvents = new Set([
  'EvaluateScript',
  'FunctionCall',
  'TimerFire',
  'FireAnimationFrame',
  'FireIdleCallback',
  'EventDispatch',
  'RunMicrotasks',
  'V8.GCScavenger',
  'MinorGC',
  'MajorGC',
])

const layoutEvents = new Set(['Layout', 'UpdateLayoutTree'])

/**
 * The `Performance` domain would be simpler, but its ScriptDuration ends with a task's function and leaves out its microtasks,
 * in which a Vue page does nearly all of its work.
 * @returns ms of script between the beginning and the end of `work`
 */
export async function scriptTimeOf(tools: CDPSession, work: () => Promise<void>): Promise<number> {
  const events: TraceEvent[] = []
  const gather = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]))
  tools.on('Tracing.dataCollected', gather)
  await tools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'] },
  })
  await work()
  const complete = new Promise((resolve) => tools.once('Tracing.tracingComplete', resolve))
  await tools.send('Tracing.end')
  await complete
  tools.off('Tracing.dataCollected', gather)
  return timeOfScript(events)
}

interface Span {
  /** µs */
  from: number
  to: number
}

function timeOfScript(events: readonly TraceEvent[]): number {
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const spansOf = (names: ReadonlySet<string>): Span[] =>
    events
      .filter(({ name, ph, pid, tid }) => ph === 'X' && names.has(name) && pid === main?.pid && tid === main.tid)
      .map(({ ts, dur = 0 }) => ({ from: ts, to: ts + dur }))
  const script = spansOf(scriptEvents)
  if (script.length === 0) throw new Error('the trace has no script of the window')
  // Typing a letter lays the page out within its event.
  const inside = spansOf(layoutEvents).filter((one) => script.some(({ from, to }) => from <= one.from && one.to <= to))
  return (covered(script) - covered(inside)) / 1000
}

/** @returns µs in any of the spans; one lies in another: a function in a task, the clearing of memory in a function */
function covered(spans: readonly Span[]): number {
  let [total, end] = [0, 0]
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return total
}
