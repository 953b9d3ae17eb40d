import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumMissing, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { pagePapers } from "../support/page-papers.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const reason = chromiumMissing === undefined ? "" : ` (skipped: ${chromiumMissing})`;

describe.skipIf(reason !== "")(`The page without JavaScript${reason}`, () => {
  let server: TestServer;
  let browser: OpenBrowser;
  let page: Page;
  beforeAll(async () => {
    server = await startTestServer({ papers: [...pagePapers] });
    browser = await openChromium({ scripts: false });
    page = await browser.context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it("searches by its form, with the options that are chosen", async () => {
    await page.goto(server.url);
    await page.locator("#query").fill("adapters");
    await page.getByText("Keywords", { exact: true }).click();
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await page.waitForURL(/q=adapters&mode=keyword/);
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    expect(await page.locator("#query").inputValue()).toBe("adapters");
    expect(await page.getByLabel("Keywords", { exact: true }).isChecked()).toBe(true);
    expect(await page.title()).toBe("adapters · paperkin");
  });

  it("opens a paper, and one that is similar to it", async () => {
    await page.goto(`${server.url}/?q=adapters`);
    await page.getByRole("link", { name: "Low-rank adapters" }).click();
    await page.getByRole("heading", { level: 1, name: "Low-rank adapters" }).waitFor();
    const similar = page.locator("#hits h2 a").first();
    const title = await similar.textContent();
    await similar.click();
    expect(await page.locator("h1:visible").textContent()).toBe(title);
  });

  it("pages through a list, keeps the filters of a search, and drops one", async () => {
    await page.goto(`${server.url}/?q=glacier&mode=keyword&yearFrom=1980`);
    await page.getByRole("link", { name: "More papers" }).click();
    await page.getByText("21 to 25 of 25 papers").waitFor();
    await page.locator("#query").fill("glacier survey");
    await page.locator("#query").press("Enter");
    await page.waitForURL(/yearFrom=1980/);
    await page.getByRole("link", { name: "since 1980: remove this filter" }).click();
    expect(new URL(page.url()).searchParams.has("yearFrom")).toBe(false);
    expect(await page.locator("#hits article").count()).toBe(20);
  });

  it("drops a part of the question, and leads out of an empty answer", async () => {
    await page.goto(`${server.url}/?q=glacier+venue%3Asurvey&mode=keyword`);
    await page.locator(".facet", { hasText: "East Survey" }).waitFor();
    await page.getByRole("link", { name: /^in Survey · \d+ papers if removed/ }).click();
    await page.waitForURL(`${server.url}/?q=glacier&mode=keyword`);
    await page.goto(`${server.url}/?q=venue%3Asurvey+category%3Acs.CL`);
    await page.getByRole("link", { name: "Remove “venue:survey”: 2 papers" }).click();
    await page.waitForURL(`${server.url}/?q=category%3Acs.CL`);
  });

  it("offers nothing that would need it", async () => {
    await page.goto(`${server.url}/?q=glacier`);
    expect(await page.locator("#help-button, #weight, #filters, #theme").filter({ visible: true }).count()).toBe(0);
  });
});
