/** Which of many sets together cover everything at the least cost: the weighted set cover, exact where that can be had. */

export type CoverSet = {
  readonly cost: number
  /** The elements it covers, one bit each. */
  readonly elements: Uint32Array
}

/** Steps of the exact search after which the best cover so far is taken. Counted, not timed: the same answer on every machine. */
const maximumSteps = 10_000

/** More than these make the search hopeless; the greedy cover is taken then. */
const maximumExact = { sets: 1500, elements: 320 }

function count(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

function countCommon(left: Uint32Array, right: Uint32Array): number {
  let common = 0
  for (let word = 0; word < left.length; word += 1) common += count((left[word] ?? 0) & (right[word] ?? 0))
  return common
}

const has = (elements: Uint32Array, element: number): boolean =>
  (((elements[element >>> 5] ?? 0) >>> (element & 31)) & 1) === 1

const without = (elements: Uint32Array, removed: Uint32Array): Uint32Array =>
  elements.map((word, index) => word & ~(removed[index] ?? 0))

const isWithin = (inner: Uint32Array, outer: Uint32Array): boolean =>
  inner.every((word, index) => (word & ~(outer[index] ?? 0)) === 0)

const isEmpty = (elements: Uint32Array): boolean => elements.every((word) => word === 0)

/** Takes again and again the set that covers most of what is left for its cost. */
function greedyCover<Item extends CoverSet>(sets: readonly Item[], all: Uint32Array): Item[] {
  const chosen: Item[] = []
  // What a set gains can only shrink, so an old gain is a bound: only the most promising sets are measured again.
  const waiting = sets.map((set) => ({ set, gain: countCommon(set.elements, all) / set.cost }))
  waiting.sort((left, right) => right.gain - left.gain)
  for (let left = all; !isEmpty(left);) {
    let best = waiting[0]
    for (const [index, entry] of waiting.entries()) {
      if (index > 0 && best && entry.gain <= best.gain) break
      entry.gain = countCommon(entry.set.elements, left) / entry.set.cost
      if (!best || entry.gain > best.gain) best = entry
    }
    if (!best || best.gain === 0) break
    chosen.push(best.set)
    left = without(left, best.set.elements)
    waiting.sort((one, other) => other.gain - one.gain)
  }
  return chosen
}

/** Puts for each chosen set the cheapest one that covers what only it covers, or none, until nothing can be saved. */
function refine<Item extends CoverSet>(chosen: readonly Item[], sets: readonly Item[], all: Uint32Array): Item[] {
  const refined = [...chosen]
  for (let isBetter = true; isBetter;) {
    isBetter = false
    for (const set of [...refined]) {
      const others = refined.filter((other) => other !== set)
      const own = others.reduce((left, { elements }) => without(left, elements), all)
      const cheaper = sets.filter(({ cost, elements }) => cost < set.cost && isWithin(own, elements))
      const cheapest = cheaper.toSorted((one, other) => one.cost - other.cost)[0]
      if (!cheapest && !isEmpty(own)) continue
      refined.splice(refined.indexOf(set), 1, ...(isEmpty(own) || !cheapest ? [] : [cheapest]))
      isBetter = true
    }
  }
  return refined
}

/** Leaves out each set for which another one covers as much and costs no more. */
function undominated<Item extends CoverSet>(sets: readonly Item[]): Item[] {
  const ordered = sets
    .map((set) => ({ set, size: countCommon(set.elements, set.elements) }))
    .sort((left, right) => left.set.cost - right.set.cost || right.size - left.size)
  const kept: Item[] = []
  for (const { set } of ordered) {
    if (!kept.some((other) => isWithin(set.elements, other.elements))) kept.push(set)
  }
  return kept
}

const costOf = (sets: readonly CoverSet[]): number => sets.reduce((sum, { cost }) => sum + cost, 0)

function exactCover<Item extends CoverSet>(sets: readonly Item[], all: Uint32Array, known: Item[]): Item[] {
  let best = known
  let bestCost = costOf(known)
  let steps = 0
  const elements = Array.from({ length: all.length * 32 }, (_, element) => element)
    .filter((element) => has(all, element))
    .map((element) => {
      const covering = sets.filter((set) => has(set.elements, element))
      const reach = new Uint32Array(all.length)
      for (const set of covering) set.elements.forEach((word, index) => (reach[index] = (reach[index] ?? 0) | word))
      return { element, covering, reach, cheapest: Math.min(...covering.map(({ cost }) => cost)) }
    })
    .sort((left, right) => left.covering.length - right.covering.length || right.cheapest - left.cheapest)

  /** Elements of which no set covers two each need a set of their own. */
  function leastCost(left: Uint32Array): number {
    let rest = left
    let cost = 0
    for (const { element, reach, cheapest } of elements) {
      if (!has(rest, element)) continue
      cost += cheapest
      rest = without(rest, reach)
    }
    return cost
  }

  function search(left: Uint32Array, chosen: Item[], cost: number) {
    const next = elements.find(({ element }) => has(left, element))
    if (!next) {
      best = chosen
      bestCost = cost
      return
    }
    const options = next.covering
      .map((set) => ({ set, gain: countCommon(set.elements, left) / set.cost }))
      .sort((one, other) => other.gain - one.gain)
    for (const { set } of options) {
      if ((steps += 1) > maximumSteps) return
      const rest = without(left, set.elements)
      if (cost + set.cost + leastCost(rest) < bestCost) search(rest, [...chosen, set], cost + set.cost)
    }
  }

  search(all, [], 0)
  return best
}

/**
 * @param sets each cost above 0; together they cover everything that any of them covers
 * @returns a cover of the least cost; where that would take too long, the best one found
 */
export function cheapestCover<Item extends CoverSet>(sets: readonly Item[]): Item[] {
  const all = new Uint32Array(sets[0]?.elements.length ?? 0)
  for (const { elements } of sets) elements.forEach((word, index) => (all[index] = (all[index] ?? 0) | word))
  const greedy = refine(greedyCover(sets, all), sets, all)
  if (countCommon(all, all) > maximumExact.elements) return greedy
  const useful = sets.length > 4 * maximumExact.sets ? sets : undominated(sets)
  return useful.length > maximumExact.sets ? greedy : exactCover(useful, all, greedy)
}
