import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findOverlaps } from "../support/find-overlaps.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { chromiumMissing, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { pagePapers } from "../support/page-papers.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const reason = chromiumMissing === undefined ? "" : ` (skipped: ${chromiumMissing})`;

const pages = [
  "/",
  "/?q=adapters&category=cs.CL&yearFrom=2019",
  "/?q=adapters&mode=keyword&yearFrom=2024",
  "/?paper=arxiv%3A1902.00751",
  "/?paper=none",
  "/?like=arxiv%3A1902.00751&unlike=doi%3A10.1000%2Flow%2Frank",
  "/map?q=adapters",
  "/add",
  "/following",
  "/following?show=delivery",
];

/** A window of 1280 by 800 pixels; a zoom of 200 % halves it. */
const windows = [
  { look: "zoomed to 200 %", textSize: 16, width: 640, height: 400 },
  { look: "with text of 200 %", textSize: 32, width: 1280, height: 800 },
  { look: "on the smallest phone", textSize: 16, width: 320, height: 640 },
  { look: "with text of 200 % on a phone", textSize: 32, width: 390, height: 844 },
];

describe.skipIf(reason !== "")(`Every page${reason}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ papers: [...pagePapers] });
  });
  afterAll(() => server?.close());

  describe.each(windows)("$look", ({ textSize, width, height }) => {
    let browser: OpenBrowser;
    let page: Page;
    beforeAll(async () => {
      browser = await openChromium({ textSize });
      page = await browser.context.newPage();
      await page.setViewportSize({ width, height });
    });
    afterAll(() => browser?.close());

    it.each(pages)("neither covers nor cuts off anything, and does not scroll sideways: %s", async (path) => {
      await page.goto(server.url + path);
      await page.locator("#hits article, #notice > *, .map-notice .box, .drop, .parts").first().waitFor();
      const filters = page.locator("#filters");
      if (await filters.isVisible()) await filters.click();
      await page.screenshot({ path: `tests/screenshots/zoom-${width}-${textSize}-${pages.indexOf(path)}.png` });
      expect({ overlaps: await findOverlaps(page), overflow: await measureOverflow(page) }).toEqual({
        overlaps: [],
        overflow: 0,
      });
    });
  });
});
