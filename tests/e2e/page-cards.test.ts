import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";
import { ingest } from "../support/test-library.js";

describePage("The papers of a list", (opened) => {
  const { visit } = opened;
  const selected = (page: Page) => page.getByRole("region", { name: "Selected papers" });

  it("begin folded with the sentence nearest to the question, and unfold to the whole abstract", async () => {
    const { page } = opened;
    const start = "Words about other matters fill the beginning of this abstract, as they often do. ".repeat(4);
    const sentence = "Otters float on the river while they sleep at night.";
    await ingest(opened.server.library.services, [
      { title: "Animals of a river", abstract: `${start}${sentence} The rest is silence.` },
    ]);
    await visit("/?q=how+do+otters+sleep+while+they+float");
    const card = page.locator("#hits article", { hasText: "Animals of a river" });
    expect(await card.locator(".abstract").innerText()).toMatch(/^… Otters float on the river/);
    expect(await card.locator(".abstract mark").allTextContents()).toEqual(["Otters float", "sleep"]);
    await card.getByRole("button", { name: "Show more" }).click();
    expect(await card.locator(".abstract").innerText()).toContain(start.trim());
  });

  it("say in words how well they match, with a line before the first weak one", async () => {
    const { page } = opened;
    await page.route("**/v1/search", async (route) => {
      const response = await route.fetch();
      const found = (await response.json()) as { hits: object[] };
      const scores = [0.9, 0.3, 0.05, 0.01];
      const hits = found.hits.slice(0, 4).map((hit, at) => ({ ...hit, score: scores[at], matchedBy: "both" }));
      await route.fulfill({ response, json: { ...found, hits, cursor: undefined } });
    });
    await visit("/");
    await opened.search("adapters of language models");
    const words = page.locator("#hits .matched");
    expect(await words.allInnerTexts()).toEqual(["Strong match", "Fair match", "Weak match", "Weak match"]);
    expect(await page.locator("#hits li").nth(2).innerText()).toMatch(/^Only weak matches from here on/);
    expect(await page.locator(".weak-line").count()).toBe(1);
    await page.getByRole("button", { name: "Why?" }).nth(1).click();
    await page.getByText("Fair match: between one in four and three in four papers with such a score").waitFor();
    await page.unroute("**/v1/search");
  });

  it("are a line or two each in a compact list, which the browser remembers", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const measure = async () => (await page.locator("#hits article").first().boundingBox())!.height;
    const full = await measure();
    await page.getByRole("button", { name: "Compact" }).click();
    const compact = await measure();
    expect(compact).toBeLessThan(Math.min(80, full / 2));
    await page.reload();
    await page.locator("#hits article").first().waitFor();
    await page.locator("[data-list=compact]").waitFor();
    expect(await measure()).toBe(compact);
    await page.getByRole("button", { name: "Actions" }).first().click();
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.getByRole("button", { name: "Reading list: 1 paper" }).waitFor();
    expect(await page.locator("#hits article").first().locator(".listed").isVisible()).toBe(true);
  });

  it("show on a phone two lines of a title, the strength as bars, and the whole venue and year", async () => {
    const { page, server } = opened;
    await page.setViewportSize({ width: 390, height: 844 });
    const title = "Whales that sing in the deep and how their songs travel through cold water for many days";
    const venue = "Proceedings of the Society of Whales";
    const authors = ["Ida Long-Name", "Bo Longer-Name", "Cy Longest-Name", "Di More"];
    await ingest(server.library.services, [{ title, authors, venue, year: 2011 }]);
    await visit("/?q=whales+that+sing+in+the+deep+for+many+days");
    await page.getByRole("button", { name: "Compact" }).click();
    const card = page.locator("#hits article", { hasText: "Whales that sing" });
    const size = async (part: string) => (await card.locator(part).boundingBox())!;
    expect((await size("h2")).height).toBeGreaterThan(40);
    expect((await size("h2")).height).toBeLessThan(50);
    expect((await size("h2")).width).toBeGreaterThan(240);
    expect((await size(".strength-name")).width).toBeLessThan(2);
    expect(await card.locator(".matched").innerText()).toMatch(/match$/);
    const isWhole = await page.evaluate<boolean>(`[...document.querySelectorAll("#hits :is(.venue, .year)")].every(
      (part) => part.scrollWidth <= part.offsetWidth && part.getBoundingClientRect().right <= innerWidth)`);
    expect(isWhole).toBe(true);
    expect(await card.locator(".strength").isVisible()).toBe(true);
  });

  it("are selected by key, by range and all at once, and liked together", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await selected(page).getByText("1 selected").waitFor();
    await page
      .getByRole("checkbox", { name: /^Select:/ })
      .nth(3)
      .click({ modifiers: ["Shift"] });
    await selected(page).getByText("4 selected").waitFor();
    await selected(page).getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Reading list: 4 papers" }).waitFor();
    await selected(page).getByRole("button", { name: "All 20" }).click();
    await selected(page).getByText("20 selected").waitFor();
    await selected(page).getByRole("button", { name: "Done" }).click();
    expect(await page.getByRole("checkbox", { name: /^Select:/ }).count()).toBe(0);
  });

  it("stay selected over other questions, until they are cleared", async () => {
    const { page, context, server } = opened;
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    const bar = selected(page);
    await visit("/?q=adapters&mode=keyword");
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.locator("#hits .pick").first().check();
    await opened.search("glacier");
    await bar.getByText("1 selected, 1 not in these results").waitFor();
    await page.locator("#hits .pick").first().check();
    await bar.getByText("2 selected, 1 not in these results").waitFor();
    await bar.getByRole("button", { name: "Copy IDs" }).click();
    await bar.getByText("Copied").waitFor();
    expect((await page.evaluate<string>("navigator.clipboard.readText()")).trim().split("\n")).toHaveLength(2);
    await page.goBack();
    await page.locator("#hits .pick:checked").waitFor();
    await bar.getByText("2 selected, 1 not in these results").waitFor();
    await bar.getByRole("button", { name: "Clear" }).click();
    await bar.getByText("None selected").waitFor();
    expect(await page.locator("#hits .pick:checked").count()).toBe(0);
  });

  it("are copied and exported together", async () => {
    const { page, context, server } = opened;
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    await visit("/?q=adapters&mode=keyword");
    await page.getByRole("button", { name: "Select", exact: true }).click();
    for (const at of [0, 1])
      await page
        .getByRole("checkbox", { name: /^Select:/ })
        .nth(at)
        .check();
    await selected(page).getByRole("button", { name: "Copy IDs" }).click();
    await selected(page).getByText("Copied").waitFor();
    const ids = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(ids.trim().split("\n")).toHaveLength(2);
    await selected(page).getByRole("button", { name: "Export" }).click();
    await selected(page).getByRole("button", { name: "Copy BibTeX" }).click();
    await page.locator("#announcement", { hasText: "BibTeX copied" }).waitFor({ state: "attached" });
    const entries = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(entries.match(/^@/gm)).toHaveLength(2);
    await selected(page).getByRole("button", { name: "Export" }).click();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      selected(page).getByRole("button", { name: "Download RIS" }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe("papers.ris");
    await selected(page).getByRole("button", { name: "Export" }).click();
    await selected(page).getByRole("button", { name: "Copy CSV" }).click();
    await page.locator("#announcement", { hasText: "CSV copied" }).waitFor({ state: "attached" });
    const table = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(table.split(/\r?\n/, 1)[0]).toMatch(/^id,title,/);
  });

  it("have their formulas typeset, and their matches marked around them", async () => {
    const { page } = opened;
    await visit("/?q=convection+in+the+upper+atmosphere");
    const abstract = page.locator("#hits article", { hasText: "Convection in the upper" }).locator(".abstract");
    await abstract.locator("math").nth(1).waitFor();
    expect((await abstract.locator("math").allTextContents()).map((text) => text.replace(/[\s⁡]/g, ""))).toEqual([
      "α≤0.5",
      "O(nlogn)",
    ]);
    expect(await abstract.locator("mark").allTextContents()).toContain("convection");
  });

  it("have readable formulas where nothing can be typeset", async () => {
    const { page } = opened;
    await page.route(/typeset-.*\.js$/, (route) => route.abort());
    await visit("/?q=convection+in+the+upper+atmosphere");
    await page.getByText("models with α ≤ 0.5 and O(n log n) steps").first().waitFor();
    expect(await page.locator("math").count()).toBe(0);
    await page.unroute(/typeset-.*\.js$/);
  });

  it("keep their strength visible in forced colours", async () => {
    const { page } = opened;
    await page.emulateMedia({ forcedColors: "active" });
    await visit("/?q=adapters");
    const widths = (at: number) =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector("#hits .strength").children[${at}]).borderTopWidth`,
      );
    expect(await widths(0)).toBe("4px");
    await page.emulateMedia({ forcedColors: "none" });
  });

  it("are printed with whole abstracts and addresses, without what only a screen can use", async () => {
    const { page } = opened;
    await visit("/?q=low-rank&mode=keyword");
    await page.emulateMedia({ media: "print" });
    const card = page.locator("#hits article").first();
    expect(await card.locator(".actions").isVisible()).toBe(false);
    expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
    const printed = await page.evaluate<string>(
      `getComputedStyle(document.querySelector("#hits .margin .external"), "::after").content`,
    );
    expect(printed).toContain("https://doi.org/10.1000/low/rank");
    await page.emulateMedia({ media: "screen" });
  });

  it("are three or more on the screen of a phone, each with one menu", async () => {
    const { context, server } = opened;
    await ingest(
      server.library.services,
      Array.from({ length: 6 }, (_, at) => ({
        title: `Bridges that sway in the wind and how their dampers are tuned, part ${at}`,
        abstract: "Dampers keep a bridge still. ".repeat(12),
        authors: ["Ida Long-Name", "Bo Longer-Name", "Cy Longest-Name", "Di More", "Ed Last"],
        venue: "Bridges",
        year: 2001 + at,
      })),
    );
    const size = { width: 390, height: 844 };
    const page = await context.browser()!.newPage({ hasTouch: true, isMobile: true, viewport: size });
    await page.goto(`${server.url}/?q=bridges+sway+dampers`);
    await page.locator("#hits article").nth(1).waitFor();
    const boxes = await Promise.all([0, 1].map((at) => page.locator("#hits li").nth(at).boundingBox()));
    const height = boxes[1]!.y - boxes[0]!.y;
    expect((844 - boxes[0]!.y) / height).toBeGreaterThanOrEqual(3);
    const card = page.locator("#hits article").first();
    expect(await card.getByRole("button", { name: "Similar", exact: true }).isVisible()).toBe(false);
    await card.getByRole("button", { name: "Actions" }).click();
    await card.getByRole("button", { name: "Similar", exact: true }).click();
    // The first of them is on the screen.
    await page.locator("#hits-title:focus").waitFor();
    const first = (await page.locator("#hits article").first().boundingBox())!;
    expect(first.y).toBeLessThan(844 - 100);
    await page.close();
  });
});
