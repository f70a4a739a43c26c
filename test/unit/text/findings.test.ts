import { expect, test } from 'vitest'
import { findingText } from '@shared/text/findings'

test('the type of an extension is told in words; one that nobody knows as the provider writes it', () => {
  const told = (type: string) => findingText({ code: 'import.extensionTypeOther', params: { type } }, 'ru')
  expect(told('phone')).toContain('«Телефон»')
  expect(told('conference')).toContain('«conference»')
})
