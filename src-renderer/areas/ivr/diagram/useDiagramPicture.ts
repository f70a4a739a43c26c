import { computed, shallowRef } from 'vue'
import { call } from '../../../client'
import { useAction } from '../../../composables/useAction'
import { useI18n } from '../../../i18n'
import type { MenuEditor } from '../useMenuEditor'
import { pictureFrame, svgPicture, type Frame, type PictureWords } from './diagram-svg'
import { endWords } from './end-words'
import { createMeasure, pngOf, printPages, sheetsOf } from './picture'
import type { MenuDiagramState } from './useDiagram'

export type PictureTarget = 'svg' | 'png' | 'print'

/** The diagram as a picture: all of it as it is collapsed on screen, saved as a file or printed. */
export function useDiagramPicture(editor: MenuEditor, state: MenuDiagramState) {
  const i18n = useI18n()
  const { t } = i18n
  const measure = createMeasure()
  const savedName = shallowRef<string>()

  const label = (): string =>
    editor.account.value.value?.extensions.find(({ id }) => id === editor.extensionId)?.label ?? editor.label.value
  const words = (): PictureWords => ({
    title: t('ivr.diagram.title', { number: editor.number.value, label: label() }).trim(),
    entry: t('ivr.entry'),
    noRules: t('ivr.hangsUp'),
    anyExtension: t('ivr.diagram.anyExtension'),
    option: state.nameOf,
    rules: ({ context }, digits) =>
      context.options.find((option) => option.digits === digits)?.rules.map(state.ruleWords) ?? [],
    end: (node) => endWords(node, i18n, state.nameOf),
    line: state.labelOf,
    styles: {
      start: t('ivr.diagram.styles.start'),
      pressed: t('ivr.diagram.styles.pressed'),
      timeout: t('ivr.diagram.styles.timeout'),
      invalid: t('ivr.diagram.styles.invalid'),
    },
  })

  const making = useAction(async (target: PictureTarget) => {
    savedName.value = undefined
    const diagram = state.diagram.value
    const positions = state.positions.value
    const frame = pictureFrame(diagram, positions)
    const draw = (part?: Frame) => svgPicture({ diagram, positions, words: words(), measure }, part)
    if (target === 'print') {
      const { frames, isLandscape } = sheetsOf(frame)
      await printPages(frames.map(draw), isLandscape)
      return
    }
    const text = draw()
    const picture = target === 'svg' ? { format: target, text } : { format: target, base64: await pngOf(text, frame) }
    const saved = await call('ivr.savePicture', { number: editor.number.value, picture })
    savedName.value = saved?.fileName
  })

  return {
    make: making.run,
    running: making.running,
    error: making.error,
    /** Name of the file that was saved last. */
    savedName,
    /** While boxes are being placed anew, a picture would lack some, or show them where they were. */
    isReady: computed(() => state.isLaidOut.value && state.positions.value.size > 0),
  }
}
