/**
 * @param make for objects that are never changed in place, such as the parts of a menu: the same object always gives the same
 * @returns `make` that is asked once for each object. After an edit it is asked only for what the edit made anew
 */
export function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined || known.has(key)) return before as Value
    const value = make(key)
    known.set(key, value)
    return value
  }
}
