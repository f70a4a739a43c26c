import type { Locator, Page } from 'playwright-core'

/** @param name the whole name of the link */
export const areaLink = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: /^(Areas|Разделы)$/ }).getByRole('link', { name, exact: true })

/** Goes to an area by its link, and waits until it is there: what is clicked on the page before would go its own way. */
export async function openArea(page: Page, name: string): Promise<void> {
  const link = areaLink(page, name)
  await link.click()
  await link.and(page.locator('[aria-current="page"]')).waitFor()
}
