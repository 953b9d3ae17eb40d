import type { Request } from "playwright-core";
import { expect, it } from "vitest";
import { createGate } from "../support/gate.js";
import { describePage, readSearch } from "../support/open-page.js";
import { hostileAbstract, pagePapers } from "../support/page-papers.js";

describePage("Searching on the page", (opened) => {
  const { visit, search, readTitles, readFocus } = opened;

  it("shows the start page and the state of the library at first", async () => {
    await visit("/");
    await opened.page.getByText("Ask in your own words.").waitFor();
    await opened.page.getByText(`${pagePapers.length} papers`).waitFor();
    await expect.poll(readFocus).toBe("query");
  });

  it("finds papers during typing, and marks the matching words", async () => {
    const { page } = opened;
    await visit("/");
    await page.locator("#query").pressSequentially("few adapters");
    // Slow typing also gets answers to half a query.
    await page.waitForURL((url) => url.searchParams.get("q") === "few adapters");
    await page
      .locator("#hits mark", { hasText: /^adapters$/ })
      .first()
      .waitFor();
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    expect(await page.locator("#count").textContent()).toMatch(/^\d+ papers? /);
    expect(await page.locator("#hits .matched").first().textContent()).toMatch(/^(Strong|Fair|Weak) match$/);
  });

  it("keeps the query and all options in the address, so that Back and Forward move between searches", async () => {
    const { page, server } = opened;
    await visit("/");
    await search("adapters");
    await page.getByText("Keywords", { exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("mode") === "keyword");
    await page.getByText("Newest", { exact: true }).click();
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&sort=date`);
    await page.locator("#hits li:first-child h2", { hasText: "hostile" }).waitFor();
    expect((await readTitles()).map((title) => title.slice(0, 9))).toEqual(["A hostile", "Low-rank ", "Adapters "]);
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).search).toBe("?q=adapters");
    expect(await page.getByLabel("Best match").isChecked()).toBe(true);
    await page.goBack();
    await page.getByText("Ask in your own words.").waitFor();
    await page.goForward();
    expect(await page.locator("#query").inputValue()).toBe("adapters");
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
  });

  it("weighs keywords against meaning in hybrid mode only", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters");
    const slider = page.getByLabel("Balance between keywords and meaning");
    expect(await slider.getAttribute("aria-valuetext")).toBe("50% meaning");
    await slider.press("ArrowLeft");
    await page.waitForURL(`${server.url}/?q=adapters&semanticWeight=0.45`);
    await page.getByText("Meaning", { exact: true }).click();
    await slider.waitFor({ state: "hidden" });
    await page.waitForURL(`${server.url}/?q=adapters&mode=semantic`);
  });

  it("restores a search from its address", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=hybrid&semanticWeight=0.2&sort=date&yearTo=2020");
    await page.getByRole("heading", { name: "Adapters for parameter-efficient" }).waitFor();
    expect(await page.getByLabel("Newest").isChecked()).toBe(true);
    expect(await page.getByLabel("Balance between").inputValue()).toBe("0.2");
    await page.getByRole("link", { name: "until 2020: remove this filter" }).waitFor();
  });

  it("comes with its answer, so that the papers are there before any script, and are not asked for again", async () => {
    const { page } = opened;
    const held = createGate();
    const asked: Request[] = [];
    page.on("request", (request) => readSearch(request) && asked.push(request));
    await page.route(/\/app\.js$/, async (route) => {
      await held.opened;
      await route.continue();
    });
    await page.goto(`${opened.server.url}/?q=adapters`, { waitUntil: "commit" });
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    held.open();
    await page.locator(".facet").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual([]);
  });

  it("says when nothing is found, and offers a wider search", async () => {
    const { page, server } = opened;
    await visit("/?q=adapters&mode=keyword&yearFrom=2024");
    await page.getByRole("link", { name: "Search all papers" }).click();
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword`);
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
  });

  it("suggests a spelling where the words are searched as typed", async () => {
    const { page, server } = opened;
    await visit("/?q=adaptrs+glacier&sort=date&spelling=typed");
    await page.getByRole("link", { name: "adapters glacier" }).click();
    await page.waitForURL(`${server.url}/?q=adapters+glacier&sort=date`);
  });

  it("shows a hostile record as plain text, and runs nothing", async () => {
    const { page } = opened;
    await visit("/?q=hostile+record&mode=keyword");
    const paper = page.locator("article", { hasText: "A hostile record" });
    expect(await paper.locator(".abstract").textContent()).toBe(hostileAbstract);
    expect(await paper.locator("img, script, svg, a[href^='javascript']").count()).toBe(0);
    expect(await page.evaluate("window.paperkinWasRun")).toBeUndefined();
  });

  it("never replaces a newer answer with a slow old one", async () => {
    const { page } = opened;
    const held = createGate();
    const delivered = createGate();
    const isForClouds = (request: Request) => readSearch(request)?.query === "clouds";
    await page.route("**/v1/search", async (route) => {
      if (!isForClouds(route.request())) return route.fallback();
      const answer = await route.fetch();
      await held.opened;
      // The page may have aborted the request.
      await route.fulfill({ response: answer }).catch(() => undefined);
      delivered.open();
    });
    await visit("/");
    const asked = page.waitForRequest(isForClouds);
    await page.locator("#query").fill("clouds");
    await asked;
    await search("hostile record");
    held.open();
    await delivered.opened;
    await page.evaluate("new Promise((resolve) => setTimeout(resolve))");
    expect((await readTitles())[0]).toBe("A hostile record about adapters");
    expect(new URL(page.url()).searchParams.get("q")).toBe("hostile record");
  });

  it("loads more papers until there are no more", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    expect(await readTitles()).toHaveLength(20);
    await page.getByRole("link", { name: "More papers" }).click();
    await page.locator("#more").waitFor({ state: "hidden" });
    const titles = await readTitles();
    expect(new Set(titles).size).toBe(25);
    expect(await readFocus()).toBe(titles[20]);
  });

  it("explains why a paper was found, including on later pages of hits", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    await page.getByRole("link", { name: "More papers" }).click();
    const last = page.locator("#hits li").nth(24);
    await last.getByRole("button", { name: "Why?" }).click();
    const why = last.locator(".why");
    await why.getByText("It mentions glacier.").waitFor();
    // Figures are for those who ask for them.
    expect(await why.innerText()).not.toMatch(/\d/);
    await why.getByText("Figures").click();
    expect(await why.innerText()).toMatch(/Words\n\d\.\d\d × 1\.00\s*rank 25/);
    await last.getByRole("button", { name: "Why?" }).click();
    await last.locator(".why").waitFor({ state: "hidden" });
  });
});
