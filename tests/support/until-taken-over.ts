import type { Page } from "playwright-core";
import { until } from "./until.js";

/**
 * Until Preact, which notes its tree there, has taken over what the server has rendered: what one does before is lost.
 * Waits by asking again, since the page's policy refuses what Playwright evaluates while it waits.
 */
export function untilTakenOver(page: Page): Promise<unknown> {
  return until("the page is taken over", () => page.evaluate<boolean>("Boolean(document.getElementById('app').__k)"));
}
