import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { isPassing, type Finding, type FindingCode } from '@shared/domain/finding'

/**
 * What is wrong with a form: what its checks find at every keystroke, and what the provider refused.
 * @param awaited what is no mistake of the operator before they were in the field or asked for the review: it is to be filled in
 */
export function useFormFindings(
  form: Ref<unknown>,
  check: () => readonly Finding[],
  awaited: readonly FindingCode[] = ['field.required'],
) {
  const refused = shallowRef<readonly Finding[]>([])
  const reviewAsked = ref(false)
  const touched = ref(new Set<string>())
  const findings = computed<Finding[]>(() => [...check(), ...refused.value])
  const mayReview = computed(() => isPassing(findings.value))
  const shown = computed(() =>
    findings.value.filter(({ code, path }) => !awaited.includes(code) || reviewAsked.value || touched.value.has(path)),
  )
  // Whatever was refused may be right after the next keystroke; only the provider can say so.
  watch(form, () => (refused.value = []), { deep: true })

  return {
    shown,
    mayReview,
    touch: (path: string) => touched.value.add(path),
    /** The operator asked for the review. @returns false when mistakes, all of them shown now, stand in its way */
    askReview(): boolean {
      reviewAsked.value = true
      return mayReview.value
    },
    refuse(found: readonly Finding[]): void {
      refused.value = found
    },
    reset(): void {
      refused.value = []
      reviewAsked.value = false
      touched.value = new Set()
    },
  }
}
