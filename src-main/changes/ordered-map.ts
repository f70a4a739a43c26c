/**
 * Maps a source that may be endless: at most `concurrency` items are worked on, and held, at once. Results come in the
 * order of the source. The first failure ends it.
 */
export async function* mapInOrder<Item, Result>(
  source: AsyncIterable<Item> | Iterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = []
  for await (const item of source) {
    const result = work(item)
    // Awaited below, in its turn; until then a failure is not unhandled.
    result.catch(() => undefined)
    running.push(result)
    const first = running.length < concurrency ? undefined : running.shift()
    if (first) yield await first
  }
  for (const result of running) yield await result
}
