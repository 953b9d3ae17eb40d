import type { Page } from "playwright-core";

/** How many pixels of the document's width are out of sight. The place of a scroll bar may be kept free: then there are fewer than none. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}
