import { shallowRef } from 'vue'

/** How menus are looked at, until the operator looks at one the other way. */
export const chosenView = shallowRef<'outline' | 'diagram'>('outline')
