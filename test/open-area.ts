import type { Page } from 'playwright-core'

/**
 * Goes to an area by its link, and waits until it is there: what is clicked on the page before would go its own way.
 * @param name the whole name of the link
 */
export async function openArea(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: /^(Areas|Разделы)$/ }).getByRole('link', { name, exact: true })
  await link.click()
  await link.and(page.locator('[aria-current="page"]')).waitFor()
}
