import { ref, shallowRef } from 'vue'

/** How menus are looked at, until the operator looks at one the other way. */
export const chosenView = shallowRef<'outline' | 'diagram'>('outline')

/** Whether the findings are listed below a menu, or only counted. */
export const areChecksShown = ref(true)
