import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumMissing, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const reason = chromiumMissing === undefined ? "" : ` (skipped: ${chromiumMissing})`;

describe.skipIf(reason !== "")(`The API documentation page${reason}`, () => {
  let browser: OpenBrowser;
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([320, 390, 1440])("fits %i pixels, contacts no other host, and obeys its security policy", async (width) => {
    const page = await browser.context.newPage();
    const faults: string[] = [];
    const hosts = new Set<string>();
    page.on("console", (line) => faults.push(line.text()));
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}/docs`);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    expect([faults, [...hosts]]).toEqual([[], [server.url]]);
    await page.close();
  });

  it("links from the contents to an operation, and from a field to its schema", async () => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/docs`);
    await page
      .getByRole("navigation", { name: "Contents" })
      .getByRole("link", { name: "POST /recommendations" })
      .click();
    expect(new URL(page.url()).hash).toBe("#recommendPapers");
    const call = page.locator("#recommendPapers");
    expect(await call.getByRole("row", { name: /^limit/ }).textContent()).toMatch(/integer\s*1 to 100\s*10/);
    expect(await call.locator("pre.request").textContent()).toContain("curl -X POST");
    await call.getByRole("link", { name: "Filter" }).click();
    expect(
      await page
        .locator("#Filter")
        .getByRole("row", { name: /^yearFrom/ })
        .textContent(),
    ).toContain("First year");
    await page.close();
  });
});
