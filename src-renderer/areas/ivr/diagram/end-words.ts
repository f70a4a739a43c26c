import type { useI18n } from '../../../i18n'
import type { EndNode } from './diagram-model'

type Translate = Pick<ReturnType<typeof useI18n>, 't'>

/** What stands in the box at the end of a line that leads to no context. @param nameOf names an option by its digits */
export function endWords(node: EndNode, { t }: Translate, nameOf: (digits: string) => string): string {
  if (node.kind === 'missing') {
    return node.key === null ? t('ivr.diagram.nowhere') : t('ivr.diagram.missingContext', { key: node.key })
  }
  if (node.kind === 'limit') {
    const text = node.text || t('ivr.diagram.noNumber')
    return t('ivr.diagram.limit', { seconds: node.seconds, text })
  }
  if (node.leads === 'speech') {
    return t('ivr.diagram.says', { words: node.text.split('|').join(', '), option: nameOf(node.toOption) })
  }
  return node.text || t('ivr.diagram.noNumber')
}
