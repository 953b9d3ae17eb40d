import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createClient } from "../../src/client/index.js";
import { fillCollection, findIds } from "../support/collections.js";
import { describePage } from "../support/open-page.js";

const adapters = "arxiv:1902.00751";
const lowRank = "doi:10.1000/low/rank";

describePage("A collection", (opened) => {
  const { visit, readTitles } = opened;
  const cards = () => opened.page.locator("#hits article");
  const told = (text: string) => opened.page.locator(".deed", { hasText: text }).waitFor();
  const open = async (entries: Parameters<typeof fillCollection>[2]) => {
    const { id } = await fillCollection(opened.server.url, "Adapters", entries);
    await visit(`/collections?id=${id}`);
    const { call } = createClient({ url: opened.server.url });
    return {
      id,
      list: async () => (await call("GET /v1/collections/{id}/papers", { params: { id }, query: {} })).entries,
    };
  };

  it("shows its papers with what is said about them, and those that are gone", async () => {
    const { page } = opened;
    await open([
      { id: "doi:10.1000/gone", title: "A paper that was removed", year: 1999 },
      { id: adapters, note: "Read twice.\nTable 2!", tags: ["to cite"], rating: 4, key: "houlsby2019", isRead: true },
    ]);
    const kept = cards().filter({ hasText: "Adapters for parameter" });
    await kept.getByText("Table 2!").waitFor();
    await kept.getByText("houlsby2019").waitFor();
    await kept.getByRole("group", { name: "Rated 4 of 5" }).waitFor();
    await cards().filter({ hasText: "A paper that was removed" }).getByText("No longer in the library").waitFor();
    expect(await page.title()).toBe("Adapters · paperkin");
  });

  it("takes notes, tags and a key in one form, and gives back what was there", async () => {
    const { page } = opened;
    const { list } = await open([{ id: lowRank, tags: ["a, b"] }]);
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Note" }).fill("First line\nsecond");
    await page.keyboard.press("Control+Enter");
    await told("The entry was changed.");
    // A tag with a comma of its own stays whole as long as nobody touches it.
    expect(await list()).toMatchObject([{ note: "First line\nsecond", tags: ["a, b"] }]);
    await page.locator("article:focus, .edit-entry:focus").waitFor();
    await page.getByRole("button", { name: "Note, tags" }).click();
    await page.getByRole("textbox", { name: /^Tags/ }).fill("low rank, to cite");
    await page.getByRole("textbox", { name: "Citation key" }).fill("hu2021");
    await page.getByRole("button", { name: "Save" }).click();
    await cards().getByRole("button", { name: "low rank" }).waitFor();
    expect(await list()).toMatchObject([{ tags: ["low rank", "to cite"], key: "hu2021" }]);
    await page.getByRole("button", { name: "Undo" }).click();
    await cards().getByRole("button", { name: "a, b" }).waitFor();
    expect((await list())[0]?.key).toBeUndefined();
  });

  it("is read, rated, dismissed and weeded by keyboard, with an undo for each", async () => {
    const { page } = opened;
    const { list } = await open([{ id: adapters }, { id: lowRank }]);
    const [first, second] = await readTitles();
    await page.keyboard.press("j");
    await page.keyboard.press("r");
    await told("Marked as read.");
    await page.keyboard.press("4");
    await told("Rated 4 of 5.");
    expect((await list()).find(({ title }) => first?.includes(title))).toMatchObject({ isRead: true, rating: 4 });
    await page.keyboard.press("d");
    await told("Kept as not interesting.");
    // The next paper has the focus.
    await page.locator("article:focus", { hasText: second!.replace("Unread: ", "") }).waitFor();
    expect(await cards().count()).toBe(1);
    await page.keyboard.press("z");
    await expect.poll(() => cards().count()).toBe(2);
    await page.keyboard.press("Delete");
    await told("1 paper removed.");
    await page.keyboard.press("z");
    await expect.poll(() => cards().count()).toBe(2);
    expect((await list()).map(({ id }) => id).sort()).toEqual([adapters, lowRank]);
  });

  it("is filtered and sorted in its address, without losing the field that is used", async () => {
    const { page } = opened;
    await open([{ id: adapters, tags: ["to cite"], isRead: true }, { id: lowRank }]);
    await page.getByRole("combobox", { name: "Show" }).selectOption("Unread");
    await expect.poll(() => cards().count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("show")).toBe("unread");
    await page.reload();
    await page.getByText("1 paper", { exact: true }).waitFor();
    await page.getByRole("combobox", { name: "Show" }).selectOption("All papers");
    await cards().getByRole("button", { name: "to cite" }).click();
    await expect.poll(() => cards().count()).toBe(1);
    expect(await page.getByRole("combobox", { name: "Tag" }).inputValue()).toBe("to cite");
    await page.getByRole("searchbox", { name: "Words" }).fill("glacier");
    await page.keyboard.press("Enter");
    await page.getByText("No paper of the collection is like that.").waitFor();
  });

  it("gives selected papers to another one, and takes them back", async () => {
    const { page, server } = opened;
    const other = await fillCollection(server.url, "Reading group", []);
    const { list } = await open([{ id: adapters, note: "mine" }, { id: lowRank }]);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+ArrowDown");
    await page.getByText("2 selected").waitFor();
    await page.getByRole("button", { name: "Move or copy" }).click();
    await page.getByRole("button", { name: "Move to Reading group" }).click();
    await told("2 papers moved to “Reading group”.");
    const { call } = createClient({ url: server.url });
    const there = () => call("GET /v1/collections/{id}/papers", { params: { id: other.id }, query: { sort: "title" } });
    expect([(await there()).entries.map(({ note }) => note), await list()]).toEqual([["mine", undefined], []]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => cards().count()).toBe(2);
    expect([(await there()).total, (await list()).length]).toEqual([0, 2]);
  });

  it("adds tags to selected papers, and marks them as read", async () => {
    const { page } = opened;
    const { list } = await open([{ id: adapters, tags: ["old"] }, { id: lowRank }]);
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.getByRole("button", { name: "All 2" }).click();
    await page.getByRole("button", { name: "Tag", exact: true }).click();
    await page.getByRole("combobox", { name: /^Tags/ }).fill("to cite");
    await page.keyboard.press("Enter");
    await told("Tagged: to cite.");
    await page.locator(".select-bar").getByRole("button", { name: "Mark as read" }).click();
    await told("Marked as read.");
    expect(new Set((await list()).map(({ tags, isRead }) => `${tags.join()} ${isRead}`))).toEqual(
      new Set(["old,to cite true", "to cite true"]),
    );
  });

  it("exports selected papers as the whole is exported, also those that are no longer listed", async () => {
    const { page } = opened;
    const gone = "doi:10.1000/gone";
    await open([
      { id: gone, title: "A paper that was removed", note: "Kept by its entry." },
      { id: lowRank, note: "Not selected." },
      { id: adapters, note: "Read twice.", tags: ["to cite"], rating: 4, key: "mine2019" },
    ]);
    await page.getByRole("button", { name: "Select", exact: true }).click();
    await page.getByRole("checkbox", { name: "Select: A paper that was removed" }).check();
    await page.getByRole("checkbox", { name: /^Select: Adapters for/ }).check();
    // Words are looked for while one types.
    await page.getByRole("searchbox", { name: "Words" }).fill("adapters for");
    await page.getByText("2 selected, 1 not in these results").waitFor();
    const bar = page.getByRole("region", { name: "Selected papers" });
    const files: Record<string, string> = {};
    for (const format of ["BibTeX", "RIS", "CSL-JSON", "CSV", "JSONL"]) {
      await bar.getByRole("button", { name: "Export" }).click();
      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        bar.getByRole("button", { name: `Download ${format}` }).click(),
      ]);
      files[saved.suggestedFilename()] = readFileSync(await saved.path(), "utf8");
    }
    expect(Object.keys(files).sort()).toEqual(["bib", "csv", "json", "jsonl", "ris"].map((end) => `Adapters.${end}`));
    for (const text of Object.values(files)) {
      for (const said of ["Read twice.", "to cite", "mine2019", "Kept by its entry."]) expect(text).toContain(said);
      expect(text).not.toContain("Not selected.");
    }
    expect(files["Adapters.csv"]?.charCodeAt(0)).toBe(0xfeff);
  });

  it("lists more than fits on a page, and goes on from there", async () => {
    const { page } = opened;
    const gone = Array.from({ length: 120 }, (_, at) => ({ id: `doi:10.1000/gone${at}`, title: `Gone ${at}` }));
    await open(gone);
    await page.getByText("50 of 120 papers").waitFor();
    await page.getByRole("link", { name: "More papers" }).click();
    await page.getByText("100 of 120 papers").waitFor();
    await page.getByRole("link", { name: "More papers" }).click();
    await page.getByText("120 papers", { exact: true }).waitFor();
    expect(await cards().count()).toBe(120);
  });

  it("recommends papers, takes them in or keeps them as not interesting, with an undo", async () => {
    const { page } = opened;
    const { id } = await open([{ id: adapters }]);
    const kept = async () => {
      const { call } = createClient({ url: opened.server.url });
      const { entries } = await call("GET /v1/collections/{id}/papers", { params: { id }, query: { decision: "all" } });
      return entries.map((entry) => [entry.id, entry.decision]);
    };
    await page.getByRole("button", { name: "Recommended for this collection" }).press("Enter");
    const offered = page.locator(".recommended h3");
    await offered.first().waitFor();
    const [first, second] = await offered.allTextContents();
    await page.getByRole("button", { name: `Add: ${first}` }).press("Enter");
    await told("1 paper added.");
    await cards().filter({ hasText: first! }).waitFor();
    await expect.poll(async () => (await offered.allTextContents()).includes(first!)).toBe(false);
    // The next one is at hand, where this one was.
    expect(await page.evaluate("document.activeElement.closest('.recommended li') !== null")).toBe(true);
    await page.getByRole("button", { name: `Not interested: ${second}` }).click();
    await told("Kept as not interesting.");
    await expect.poll(async () => (await offered.allTextContents()).includes(second!)).toBe(false);
    expect((await kept()).map(([, decision]) => decision).sort()).toEqual(["exclude", undefined, undefined]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await kept()).length).toBe(2);
  });

  it("lists its keys at a press of ?, which act again once the list is closed", async () => {
    const { page } = opened;
    const { list } = await open([{ id: adapters }]);
    await page.keyboard.press("j");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).getByText("mark as read, or as unread").waitFor();
    await page.keyboard.press("r");
    await page.keyboard.press("Escape");
    await page.locator("article:focus").waitFor();
    expect(await list()).toMatchObject([{ isRead: false }]);
    await page.keyboard.press("r");
    await told("Marked as read.");
  });

  it("keeps the place of the keyboard when a paper leaves, and when it returns", async () => {
    const { page } = opened;
    await open([{ id: lowRank }, { id: adapters }, { id: "doi:10.1000/gone", title: "Gone" }]);
    const titles = (await readTitles()).map((title) => title.replace("Unread: ", ""));
    const focused = () => page.evaluate<string>("document.activeElement.closest('article')?.ariaLabel ?? ''");
    await cards().nth(1).getByRole("button", { name: "Remove" }).press("Enter");
    await expect.poll(focused).toBe(titles[2]);
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expect.poll(async () => (await readTitles()).length).toBe(titles.length);
    expect(titles.slice(1)).toContain(await focused());
  });

  it("leads to recommendations like its papers and unlike those of no interest", async () => {
    const { page, server } = opened;
    const [glacier] = await findIds(server.url, "glacier", { limit: 1 });
    await open([{ id: adapters }, { id: glacier!, decision: "exclude" }]);
    await page.getByRole("link", { name: "More like these" }).click();
    await page.getByRole("heading", { level: 1, name: "Recommended papers" }).waitFor();
    const { searchParams } = new URL(page.url());
    expect([searchParams.getAll("like"), searchParams.getAll("unlike")]).toEqual([[adapters], [glacier]]);
  });
});
