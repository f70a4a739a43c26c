/** Brings the first field with a mistake into sight and gives it the focus. @param form what is looked through */
export function focusFirstMistake(form: Element | null | undefined): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]')
  // The foot of a form lies over its end, where a field that is only just in sight would be.
  const place = field ?? form?.querySelector('.findings .error')
  place?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
