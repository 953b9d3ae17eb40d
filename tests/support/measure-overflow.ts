import type { Page } from "playwright-core";

/** By how many pixels the document is wider than its window. Space kept free for a scroll bar would make it negative. */
export function measureOverflow(page: Page): Promise<number> {
  return page.evaluate("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
}
