import { expect, onTestFinished, test } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import type { Finding } from '@shared/domain/finding'
import { useFormFindings } from '../../../../src-renderer/composables/useFormFindings'

const finding = (path: string, code: Finding['code'], severity: Finding['severity'] = 'error'): Finding => ({
  path,
  code,
  severity,
  params: {},
})

function setUp() {
  const form = ref({ name: '', label: '' })
  const scope = effectScope()
  onTestFinished(() => scope.stop())
  const findings = scope.run(() =>
    useFormFindings(form, () => [
      ...(form.value.name === '' ? [finding('name', 'field.required')] : []),
      ...(form.value.label === '' ? [finding('label', 'field.required')] : []),
      ...(form.value.name === 'x' ? [finding('name', 'field.malformed')] : []),
    ]),
  )
  if (!findings) throw new Error('the scope has ended')
  const shown = () => findings.shown.value.map(({ path, code }) => `${path}: ${code}`)
  return { form, findings, shown }
}

test('an empty field is no mistake before the operator was in it, and stands in the way all the same', () => {
  const { findings, shown } = setUp()
  expect(shown()).toEqual([])
  expect(findings.mayReview.value).toBe(false)
  findings.touch('name')
  expect(shown()).toEqual(['name: field.required'])
})

test('asking for the review shows everything', () => {
  const { form, findings, shown } = setUp()
  expect(findings.askReview()).toBe(false)
  expect(shown()).toEqual(['name: field.required', 'label: field.required'])
  form.value = { name: 'a', label: 'b' }
  expect(findings.askReview()).toBe(true)
})

test('any other mistake is shown at once', () => {
  const { form, shown } = setUp()
  form.value.name = 'x'
  expect(shown()).toEqual(['name: field.malformed'])
})

test('what the provider refused stands in the way until the form changes', async () => {
  const { form, findings, shown } = setUp()
  form.value = { name: 'a', label: 'b' }
  await nextTick()
  findings.refuse([finding('name', 'field.malformed')])
  expect(shown()).toEqual(['name: field.malformed'])
  expect(findings.askReview()).toBe(false)
  form.value.label = 'c'
  await nextTick()
  expect(shown()).toEqual([])
  expect(findings.askReview()).toBe(true)
})

test('a form that was put back begins anew', () => {
  const { findings, shown } = setUp()
  findings.askReview()
  findings.touch('name')
  findings.refuse([finding('label', 'field.malformed')])
  findings.reset()
  expect(shown()).toEqual([])
})
