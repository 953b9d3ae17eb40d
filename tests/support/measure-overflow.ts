import type { Page } from "playwright-core";

/** How many pixels of the document's width are out of sight; the scroll bar has a place of its own. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
