import type { Page } from "playwright-core";
import { until } from "./until.js";

/**
 * Until Preact, which notes its tree there, has taken over what the server has rendered, and its effects listen: what one
 * does before is lost. Waits by asking again, since the page's policy refuses what Playwright evaluates while it waits.
 */
export async function untilTakenOver(page: Page): Promise<void> {
  await until("the page is taken over", () => page.evaluate<boolean>("Boolean(document.getElementById('app').__k)"));
  // Effects run in a task after the next frame.
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))");
}
