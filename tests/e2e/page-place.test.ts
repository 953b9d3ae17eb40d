import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("The reader's place on the page", (opened) => {
  const { visit, search, readTitles, readFocus } = opened;

  it("outlasts a reload: the papers that were loaded, the scroll position and the focus", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    await page.getByRole("link", { name: "More papers" }).click();
    await page.locator("#hits li").nth(24).waitFor();
    await page.locator("#hits article").nth(22).focus();
    const titles = await readTitles();
    const before = await page.evaluate<number>("scrollY");
    expect(before).toBeGreaterThan(500);
    await page.reload();
    await page.locator("#hits li").nth(24).waitFor();
    await page.waitForFunction(`Math.abs(scrollY - ${before}) < 2`);
    expect(await readFocus()).toBe(titles[22]);
  });

  it("is not taken by a link to the same address", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    await page.evaluate("scrollTo(0, 800)");
    await page.goto(`${opened.server.url}/add`);
    await visit("/?q=glacier&mode=keyword");
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate("scrollY")).toBe(0);
  });

  it("has the focus on the page after everything that replaces what had it", async () => {
    const { page } = opened;
    const steps: readonly (readonly [string, () => Promise<void>])[] = [
      ["an example", () => page.locator(".examples a").first().press("Enter")],
      [
        "a suggestion",
        async () => {
          await page.locator("#query").fill("Clouds se");
          await page.getByRole("option", { name: /Clouds seen/ }).waitFor();
          await page.keyboard.press("ArrowDown");
          await page.keyboard.press("Enter");
          await page.locator("#subject article").waitFor();
        },
      ],
      [
        "an author",
        async () => {
          await page.goto(`${opened.server.url}/?paper=arxiv%3A1902.00751`);
          await page.getByRole("link", { name: "Ada Author3" }).press("Enter");
          await page.locator("body[data-view=search] main:not([aria-busy])").waitFor();
        },
      ],
      [
        "a part of the question",
        async () => {
          await page.locator("#understood a").first().press("Enter");
          await page.locator("main:not([aria-busy])").waitFor();
        },
      ],
      [
        "a filter",
        async () => {
          await page.goto(`${opened.server.url}/?q=glacier&venue=East+Survey&yearFrom=1980`);
          await page.getByRole("link", { name: "East Survey: remove this filter" }).press("Enter");
          await page.locator("#chosen li").nth(1).waitFor({ state: "detached" });
        },
      ],
      [
        "the last filter",
        async () => {
          await page.getByRole("link", { name: "since 1980: remove this filter" }).press("Enter");
          await page.locator("#chosen").waitFor({ state: "hidden" });
        },
      ],
      [
        "the cleared list",
        async () => {
          await page.getByRole("button", { name: "Save", exact: true }).first().click();
          await page.getByRole("button", { name: /: 1 paper/ }).click();
          await page.getByRole("button", { name: "Remove all…" }).press("Enter");
          await page.getByRole("button", { name: "Remove all", exact: true }).press("Enter");
          await page.getByText("“Reading list” was cleared.").first().waitFor();
        },
      ],
    ];
    await visit("/");
    for (const [name, take] of steps) {
      await take();
      await page.waitForLoadState("networkidle");
      expect([name, await readFocus()]).not.toEqual([name, "BODY"]);
    }
  });

  it("is six Tab stops or fewer from the first paper", async () => {
    const { page } = opened;
    await visit("/?q=adapters");
    const [first] = await readTitles();
    let stops = 0;
    for (; stops < 6 && (await readFocus()) !== first; stops += 1) {
      await page.keyboard.press("Tab");
      if (stops === 0) await page.keyboard.press("Enter");
    }
    expect(await readFocus()).toBe(first);
  });

  it("says where the list ends", async () => {
    const { page } = opened;
    await visit("/");
    await search("glacier survey");
    await page.getByText("Keywords", { exact: true }).click();
    await page.getByRole("link", { name: "More papers" }).click();
    await page.getByText("That’s all 25 papers.").waitFor();
  });
});
