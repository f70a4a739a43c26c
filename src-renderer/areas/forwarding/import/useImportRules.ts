import { computed, ref } from 'vue'
import { emptyForwarding } from '@shared/domain/forwarding/empty'
import type { ExtensionMapping } from '@shared/domain/import/extension-columns'
import { extensionRuleOf } from './extension-import.model'
import { ruleFor, ruleOf, type RuleChoice } from './import.model'
import type { ChosenRule } from './useImport'

/** What the operator chose for a file about forwarding. */
export function useForwardingRule() {
  const choice = ref<RuleChoice>({ kind: 'perRow', mapping: [], numberColumn: null, wanted: emptyForwarding('number') })
  const chosen: ChosenRule = {
    rule: computed(() => ruleOf(choice.value)),
    take(file) {
      if (file.subject === 'forwarding') choice.value = ruleFor(file, choice.value.wanted)
    },
  }
  return { choice, chosen }
}

/** What the operator chose for a file about extensions. */
export function useExtensionRule() {
  const mapping = ref<ExtensionMapping>([])
  const chosen: ChosenRule = {
    rule: computed(() => extensionRuleOf(mapping.value)),
    take(file) {
      if (file.subject === 'extensions') mapping.value = file.mapping
    },
  }
  return { mapping, chosen }
}
