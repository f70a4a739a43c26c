import { readonly, ref, type Ref } from 'vue'

/** What the operating system asks for, followed while the window is open. */
export function usePreferredDark(): Readonly<Ref<boolean>> {
  const query = window.matchMedia('(prefers-color-scheme: dark)')
  const dark = ref(query.matches)
  query.addEventListener('change', (event) => {
    dark.value = event.matches
  })
  return readonly(dark)
}
