import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { withLockedServer } from "../support/locked-server.js";
import { describePage } from "../support/open-page.js";
import { pagePapers } from "../support/page-papers.js";

const addresses = {
  home: "/",
  search: "/?q=adapters",
  paper: "/?paper=arxiv%3A1902.00751",
  recommendations: "/?like=arxiv%3A1902.00751&unlike=doi%3A10.1000%2Flow%2Frank",
} as const;

describePage("An address of the page that is opened directly", (opened) => {
  const { visit } = opened;

  it.each(Object.entries(addresses))("shows %s without moving what is already there", async (_, path) => {
    const { page } = opened;
    await watchShifts(page);
    await visit(path);
    await page.waitForLoadState("networkidle");
    expect(await readShift(page)).toBeLessThan(0.05);
  });

  it("moves nothing where the browser has to ask for the papers", async () => {
    const { page } = opened;
    await withLockedServer(page, { key: "a key", papers: pagePapers }, async (url) => {
      await page.goto(`${url}/?q=adapters`);
      await page.getByLabel("API key").fill("a key");
      await page.getByRole("button", { name: "Use this key" }).click();
      await page.locator("#hits article").first().waitFor();
      await watchShifts(page);
      for (const path of [addresses.search, addresses.paper, addresses.recommendations]) {
        await page.goto(url + path);
        await page.locator("#hits article").first().waitFor();
        await page.waitForLoadState("networkidle");
        expect([path, (await readShift(page)) < 0.05]).toEqual([path, true]);
      }
    });
  });

  it("reports no error, also before there is a map", async () => {
    const { page } = opened;
    const errors: string[] = [];
    page.on("console", (line) => line.type() === "error" && errors.push(`${line.text()} ${line.location().url}`));
    for (const path of [...Object.values(addresses), "/map", "/add", "/docs"]) {
      await page.goto(opened.server.url + path);
      await page.waitForLoadState("networkidle");
    }
    expect(errors).toEqual([]);
  });

  it("leads on where another try cannot help", async () => {
    const { page, server } = opened;
    await visit("/?paper=nope");
    await page.getByText("Paper not found.").waitFor();
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.getByRole("link", { name: "Search papers" }).click();
    await page.waitForURL(`${server.url}/`);
  });

  it("lists papers by filters alone, and names them also after the box is emptied", async () => {
    const { page, server } = opened;
    await visit("/?venue=East+Survey&yearFrom=1980");
    expect(await page.locator("#hits article").count()).toBe(13);
    const filters = page.getByRole("list", { name: "Active filters" });
    expect(await filters.getByRole("listitem").allTextContents()).toEqual(["since 1980", "East Survey", "Clear all"]);
    await page.locator("#query").fill("adapters");
    await page.waitForURL((url) => url.searchParams.get("q") === "adapters");
    await page.locator("#query").fill("");
    await page.waitForURL(`${server.url}/?yearFrom=1980&venue=East+Survey`);
    await page.getByText("13 papers, newest first").waitFor();
    expect(await filters.getByRole("listitem").count()).toBe(3);
  });

  it("sends a pasted abstract of 10,000 characters whole", async () => {
    const { page } = opened;
    const abstract = "Small adapters train few parameters. ".repeat(300).slice(0, 9_999);
    await visit("/");
    const asked = page.waitForRequest(
      (request) => request.url().endsWith("/v1/search") && request.postDataJSON().query.length === 9_999,
    );
    await page.locator("#query").fill(abstract);
    await page.locator("#query").press("Enter");
    await asked;
    await page.locator("#hits article").first().waitFor();
    await page.reload();
    expect((await page.locator("#query").inputValue()).length).toBe(9_999);
  });

  it("keeps the name and the links of the header in their place", async () => {
    const { page } = opened;
    const places: unknown[] = [];
    for (const path of ["/", "/?q=glacier", "/add"]) {
      await page.goto(opened.server.url + path);
      const edges = (name: string) => page.getByRole("link", { name, exact: true }).first().boundingBox();
      const boxes = await Promise.all(["paperkin", "Map", "Add papers"].map(edges));
      places.push(boxes.map((box) => [box?.x, box?.y]));
    }
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1);
  });
});

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(`
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  `);
}

async function readShift(page: Page): Promise<number> {
  // Two frames, so that the last shift has been reported.
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  return page.evaluate<number>("window.shift");
}
