import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fillCollection } from "../support/collections.js";
import { describePage } from "../support/open-page.js";

describePage("The papers of the current collection", (opened) => {
  const { visit, readTitles } = opened;

  it("lead to recommendations that name the liked paper behind them", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    const lowRank = page.locator("#hits article", { hasText: "Low-rank adapters" });
    await lowRank.getByRole("button", { name: "Save", exact: true }).click();
    await lowRank.getByRole("button", { name: "Saved" }).waitFor();
    await page
      .locator("#hits article", { hasText: "A hostile record" })
      .getByRole("button", { name: "Not interested" })
      .click();
    const tray = page.getByRole("region", { name: "Current collection" });
    await tray.getByRole("button", { name: "1 paper, 1 not of interest" }).click();
    await tray.getByRole("link", { name: "A hostile record about adapters" }).waitFor();
    await tray.getByRole("button", { name: "More like these" }).click();
    await page.getByRole("heading", { level: 1, name: "Recommended papers" }).waitFor();
    expect(new URL(page.url()).searchParams.get("like")).toBe("doi:10.1000/low/rank");
    await page.locator(".because", { hasText: "Low-rank adapters keep language models small" }).first().waitFor();
    const titles = await readTitles();
    expect(titles).not.toContain("Low-rank adapters keep language models small");
    expect(titles).not.toContain("A hostile record about adapters");
    // The recommendations match the tray, so the button returns only when the tray changes.
    await tray.getByRole("button", { name: "More like these" }).waitFor({ state: "hidden" });
    await tray.getByRole("button", { name: "Remove: A hostile record about adapters" }).click();
    await tray.getByRole("button", { name: "More like these" }).click();
    await page.waitForURL((url) => !url.searchParams.has("unlike"));
    // Back restores the earlier recommendations, and leaves the tray as it is.
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.has("unlike"));
    await tray.getByRole("button", { name: "Reading list: 1 paper", exact: true }).waitFor();
    await tray.getByRole("button", { name: "More like these" }).waitFor();
    await page.goBack();
    await page.locator("body[data-view=search]").waitFor();
    await lowRank.getByRole("button", { name: "Saved" }).click();
    await tray.waitFor({ state: "detached" });
  });

  it("in a shared address are shown with their titles, and can be taken over", async () => {
    const { page } = opened;
    await visit("/?like=arxiv%3A1902.00751&unlike=doi%3A10.1000%2Flow%2Frank");
    const shared = page.getByRole("region", { name: "Shared papers" });
    await shared.getByRole("link", { name: "Low-rank adapters keep language models small" }).waitFor();
    expect(await page.locator("#tray").count()).toBe(0);
    await shared.getByRole("button", { name: "Keep as a collection" }).click();
    await shared.waitFor({ state: "detached" });
    await page.getByText("Kept as the collection “Shared papers”.").first().waitFor();
    await page.getByRole("button", { name: "Shared papers: 1 paper, 1 not of interest" }).click();
    await page.locator("#tray a", { hasText: "Adapters for parameter-efficient fine-tuning" }).waitFor();
    await page.locator("#tray a", { hasText: "Low-rank adapters keep language models small" }).waitFor();
    expect(await page.locator("#count").textContent()).toBe("Similar to 1 paper, unlike 1 other");
  });

  it("in a shared address leave the reader's own alone until they are added, which can be undone", async () => {
    const { page } = opened;
    await visit("/?q=clouds&mode=keyword");
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    const shared = page.getByRole("region", { name: "Shared papers" });
    await visit("/?like=arxiv%3A1902.00751");
    await page.getByRole("button", { name: "Reading list: 1 paper" }).waitFor();
    await shared.getByRole("link", { name: "Adapters for parameter-efficient fine-tuning" }).waitFor();
    await shared.getByRole("button", { name: "Add to Reading list" }).click();
    await page.getByRole("button", { name: "Reading list: 2 papers" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Reading list: 1 paper" }).waitFor();
    await shared.getByRole("button", { name: "Keep as a collection" }).click();
    await page.getByRole("button", { name: "Shared papers: 1 paper" }).click();
    await page.locator("#tray a", { hasText: "Adapters for parameter-efficient fine-tuning" }).waitFor();
    expect(await page.locator("#tray li").count()).toBe(1);
    // The reader's own is there as before.
    await page.getByRole("combobox", { name: "Collection" }).selectOption("Reading list");
    await page.getByRole("button", { name: "Reading list: 1 paper" }).waitFor();
  });

  it("are one list in all tabs", async () => {
    const { page, context, server } = opened;
    await visit("/?q=adapters&mode=keyword");
    const other = await context.newPage();
    await other.goto(`${server.url}/?q=glacier&mode=keyword`);
    await other.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.getByRole("button", { name: "Reading list: 1 paper" }).waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await other.getByRole("button", { name: "Reading list: 2 papers" }).waitFor();
    await other.close();
  });

  it("have a name, and are exported under it", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    for (const at of [0, 1]) await page.locator("#hits .rating.like").nth(at).click();
    await page.getByRole("button", { name: "Reading list: 2 papers" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Small adapters");
    await page.getByRole("textbox", { name: "Name" }).press("Enter");
    await page.getByRole("button", { name: "Small adapters: 2 papers" }).waitFor();
    const tray = page.locator("#tray");
    for (const [format, file, pattern] of [
      ["BibTeX", "Small-adapters.bib", /@\w+\{[^]*@\w+\{/],
      ["RIS", "Small-adapters.ris", /TY {2}- [^]*TY {2}- /],
      ["CSL-JSON", "Small-adapters.json", /^\[\n\{[^]*\},\n\{[^]*\}\n\]\n$/],
      ["CSV", "Small-adapters.csv", /^\uFEFFid,[^]*entry\.note[^]*\n[^]+\n[^]+\n$/],
      ["JSONL", "Small-adapters.jsonl", /^\{"id".*\}\n\{"id".*\}\n$/],
    ] as const) {
      await tray.getByRole("button", { name: "Export" }).click();
      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        tray.getByRole("button", { name: `Download ${format}` }).click(),
      ]);
      expect(saved.suggestedFilename()).toBe(file);
      expect(readFileSync(await saved.path(), "utf8")).toMatch(pattern);
    }
  });

  it("are saved as a file, whose name is said, while the page stays where it is", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    for (const at of [0, 1]) await page.locator("#hits .rating.like").nth(at).click();
    const tray = page.getByRole("region", { name: "Current collection" });
    const places = [await page.evaluate("scrollY")];
    await tray.getByRole("button", { name: "Export" }).click();
    places.push(await page.evaluate("scrollY"));
    places.push(await page.evaluate("scrollY"));
    await tray.getByRole("button", { name: "Download BibTeX" }).click();
    places.push(await page.evaluate("scrollY"));
    await tray.getByText("2 papers saved as Reading-list.bib").waitFor();
    expect(places).toEqual([0, 0, 0, 0]);
  });

  it("cover neither the map nor each other", async () => {
    const { page } = opened;
    await page.setViewportSize({ width: 1280, height: 800 });
    await visit("/map?q=glacier&mode=keyword");
    for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) await page.locator("#hits .rating.like").nth(at).click();
    const map = (await page.locator(".map-side").boundingBox())!;
    const tray = (await page.locator("#tray").boundingBox())!;
    expect(map.y + map.height).toBeLessThanOrEqual(tray.y);
    await page.getByRole("button", { name: "Reading list: 8 papers" }).click();
    const [last, row] = [page.locator("#tray li").last(), page.locator("#tray .tray-row")];
    const title = (await last.boundingBox())!;
    expect(title.y + title.height).toBeLessThanOrEqual((await row.boundingBox())!.y);
  });

  it("survive a reload until they are cleared, which can be undone", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    await page.getByRole("button", { name: "Not interested" }).first().click();
    await page.reload();
    await page.getByRole("button", { name: "1 not of interest" }).waitFor();
    expect(await page.getByRole("button", { name: "More like these" }).isDisabled()).toBe(true);
    expect(await page.getByRole("button", { name: "Not interested" }).first().getAttribute("aria-pressed")).toBe(
      "true",
    );
    const removeAll = page.getByRole("button", { name: "Remove all", exact: true });
    await page.getByRole("button", { name: "1 not of interest" }).click();
    await page.getByRole("button", { name: "Remove all…" }).click();
    // The first press asks, and the second one is not where the first one was.
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Keep them");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Remove all…");
    await page.keyboard.press("Enter");
    await removeAll.click();
    await page.getByText("“Reading list” was cleared.").first().waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "1 not of interest" }).waitFor();
    await page.getByRole("button", { name: "Remove all…" }).click();
    await removeAll.click();
    await page.locator("#tray").getByRole("button", { name: "Close" }).click();
    await page.locator("#tray").waitFor({ state: "hidden" });
    expect(await page.getByRole("button", { name: "Not interested" }).first().getAttribute("aria-pressed")).toBe(
      "false",
    );
  });

  it("are marked in every list, however many there are, with one request for a list", async () => {
    const { page, server } = opened;
    const others = Array.from({ length: 150 }, (_, at) => ({ id: `doi:10.1000/other${at}`, title: `Other ${at}` }));
    const excluded = others.map(({ id, title }) => ({ id: `${id}x`, title, decision: "exclude" as const }));
    const addedAt = "2020-01-01T00:00:00.000Z";
    await fillCollection(server.url, "Thesis", [
      { id: "arxiv:1902.00751", addedAt },
      { id: "doi:10.1000/low/rank", addedAt, decision: "exclude", decidedAt: addedAt },
      ...others,
      ...excluded,
    ]);
    const asked: string[] = [];
    page.on("request", (request) => request.url().endsWith("/papers/find") && asked.push(request.postData() ?? ""));
    await visit("/?q=adapters&mode=keyword");
    const card = (title: string) => page.locator("#hits article", { hasText: title });
    await card("Adapters for parameter-efficient").getByRole("button", { name: "Saved" }).waitFor();
    expect(asked.length).toBe(1);
    const lowRank = card("Low-rank adapters").getByRole("button", { name: "Not interested" });
    expect(await lowRank.getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("button", { name: "Thesis: 151 papers, 151 not of interest" }).waitFor();
    await card("Adapters for parameter-efficient").getByRole("button", { name: "Saved" }).click();
    await page.getByRole("button", { name: "Thesis: 150 papers, 151 not of interest" }).waitFor();
    await page.reload();
    await card("Adapters for parameter-efficient").getByRole("button", { name: "Save", exact: true }).waitFor();
    await lowRank.click();
    await page.getByRole("button", { name: "Thesis: 150 papers, 150 not of interest" }).waitFor();
  });

  it("can be added from a paper's own page", async () => {
    const { page } = opened;
    await visit("/?paper=arxiv%3A1902.00751");
    await page.locator("#subject").getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Reading list: 1 paper" }).waitFor();
  });
});
