/** All operations on what a cloud PBX company holds. */
import { ivrMenuOperations, type IvrMenuDeps } from './ivr-menu'
import { pbxExtensions, pbxPublicNumbers, type ExtensionDeps, type PublicNumberDeps } from './pbx-extensions'
import { pbxIntervals, type PbxIntervalsDeps } from './pbx-intervals'
import { pbxPrompts, type PbxPromptsDeps } from './pbx-prompts'
import { pbxRules, type PbxRulesDeps } from './pbx-rules'

type PbxDeps = ExtensionDeps & PublicNumberDeps & PbxIntervalsDeps & PbxPromptsDeps & PbxRulesDeps & IvrMenuDeps

export const pbxOperations = (deps: PbxDeps) => [
  ...pbxExtensions(deps),
  pbxPublicNumbers(deps),
  ...pbxRules(deps),
  ...pbxIntervals(deps),
  ...pbxPrompts(deps),
  ...ivrMenuOperations(deps),
]
