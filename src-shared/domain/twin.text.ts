import { defineTexts } from '../text/text'

/** What refusals of Twin mean; shown beside its own words. */
export const twinFindings = defineTexts({
  en: {
    'twin.payment': 'The provider asks for a payment. Look at the balance in its cabinet.',
    'twin.notInThisStatus': 'Not possible in the present status. It may have changed meanwhile: refresh.',
  },
  ru: {
    'twin.payment': 'Провайдер требует оплаты. Проверьте баланс в его кабинете.',
    'twin.notInThisStatus': 'В нынешнем статусе это невозможно. Возможно, он сменился: обновите.',
  },
})
