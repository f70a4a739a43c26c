/**
 * `npm run bench -- <case>`: measures our way and its reference in one run, round by round in turn, so that both meet the
 * same machine in the same mood. Medians and their ratio go to docs/benchmarks.md.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from '../runtime/launch'

/** One side of a comparison. */
export interface Contender {
  name: string
  /** One round. @returns what it measured in ms, where that is not the time of the whole call */
  run(): Promise<number | undefined> | number | undefined
}

export interface Comparison {
  /** What is done, with its size: "filter 100,000 numbers by region". */
  name: string
  ours: Contender
  /** A bare loop, the library alone, an empty page: what ours is measured against. */
  reference: Contender
  /** Measured rounds of each; one more goes before them and is not counted. */
  rounds: number
  /** What design asks for; `isMet` gets the medians in ms. */
  goal?: { text: string; isMet(ours: number, reference: number): boolean }
}

/** The default export of `test/bench/cases/<name>.ts`. */
export interface BenchCase {
  title: string
  prepare(): Promise<{
    comparisons: Comparison[]
    /** Figures that are no comparison, such as memory: a line each. */
    remarks?(): Promise<string[]> | string[]
    close(): Promise<void>
  }>
}

interface Row {
  comparison: Comparison
  ours: number
  reference: number
}

const cases = join(import.meta.dirname, 'cases')
const report = join(projectFolder, 'docs', 'benchmarks.md')

/** @returns the exit code: 1 when a goal was missed */
export async function runBench(name: string | undefined): Promise<number> {
  const known = readdirSync(cases).map((file) => file.replace(/\.ts$/, ''))
  if (!name || !known.includes(name)) {
    console.error(`Which case? npm run bench -- <${known.join(' | ')}>`)
    return 1
  }
  const { default: bench } = (await import(pathToFileURL(join(cases, `${name}.ts`)).href)) as { default: BenchCase }
  const { comparisons, remarks, close } = await bench.prepare()
  try {
    const rows: Row[] = []
    for (const comparison of comparisons) {
      const row = await measure(comparison)
      rows.push(row)
      console.log(describe(row))
    }
    const section = writeSection(name, bench.title, rows, (await remarks?.()) ?? [])
    console.log(`\n${section}`)
    return rows.every(isGoalMet) ? 0 : 1
  } finally {
    await close()
  }
}

async function measure(comparison: Comparison): Promise<Row> {
  const times = { ours: [] as number[], reference: [] as number[] }
  for (let round = 0; round <= comparison.rounds; round += 1) {
    // Who goes first changes each round: whatever the first one leaves behind meets both.
    const order = round % 2 === 0 ? (['reference', 'ours'] as const) : (['ours', 'reference'] as const)
    for (const side of order) {
      const time = await timeOf(comparison[side])
      if (round > 0) times[side].push(time)
    }
  }
  return { comparison, ours: median(times.ours), reference: median(times.reference) }
}

async function timeOf({ run }: Contender): Promise<number> {
  const started = performance.now()
  const measured = await run()
  return measured ?? performance.now() - started
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

const isGoalMet = ({ comparison, ours, reference }: Row) => comparison.goal?.isMet(ours, reference) ?? true

const format = (milliseconds: number) => milliseconds.toLocaleString('en', { maximumSignificantDigits: 3 })

const goalOf = (row: Row) =>
  row.comparison.goal ? `${row.comparison.goal.text}: ${isGoalMet(row) ? 'met' : 'missed'}` : ''

function describe(row: Row): string {
  const { comparison, ours, reference } = row
  return [
    comparison.name,
    `  ${comparison.ours.name}: ${format(ours)} ms`,
    `  ${comparison.reference.name}: ${format(reference)} ms`,
    `  ratio ${format(ours / reference)} ${goalOf(row)}`,
  ].join('\n')
}

/** Puts the case's section into the report, in the place of its older one. */
function writeSection(name: string, title: string, rows: Row[], remarks: string[]): string {
  const begin = `<!-- ${name} -->`
  const end = `<!-- /${name} -->`
  const section = [
    begin,
    `## ${title}`,
    '',
    `\`npm run bench -- ${name}\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node ${process.versions.node}. Medians.`,
    '',
    '| What | Ours, ms | Reference, ms | Ratio | Goal |',
    '| --- | ---: | ---: | ---: | --- |',
    ...rows.map((row) => {
      const { comparison, ours, reference } = row
      const cells = [
        comparison.name,
        `${comparison.ours.name}: ${format(ours)}`,
        `${comparison.reference.name}: ${format(reference)}`,
        format(ours / reference),
        goalOf(row),
      ]
      return `| ${cells.join(' | ')} |`
    }),
    ...(remarks.length > 0 ? ['', ...remarks.map((remark) => `- ${remark}`)] : []),
    end,
  ].join('\n')
  const before = existsSync(report) ? readFileSync(report, 'utf8') : '# Benchmarks\n'
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  const after =
    from < 0 ? `${before.trimEnd()}\n\n${section}\n` : before.slice(0, from) + section + before.slice(to + end.length)
  writeFileSync(report, after)
  return section
}
