import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";

describePage("The last search of a tab", (opened) => {
  const { visit } = opened;

  it("is where the Search link of the page that adds papers leads", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    await page.getByRole("link", { name: "Add papers" }).click();
    await page.getByRole("heading", { level: 1, name: "Add papers" }).waitFor();
    await page.getByRole("link", { name: "Search", exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("q") === "adapters");
    expect(new URL(page.url()).searchParams.get("mode")).toBe("keyword");
    // The name of the site still leads to the start page.
    await page.getByRole("link", { name: "paperkin", exact: true }).click();
    await page.locator("body[data-view=home]").waitFor();
    expect(await page.locator("#query").inputValue()).toBe("");
    expect(await page.getByRole("link", { name: "Search", exact: true }).getAttribute("href")).toBe("./");
  });

  it("stays in the box beside a paper, and the Search link returns to it", async () => {
    const { page } = opened;
    await visit("/?q=adapters&mode=keyword");
    await page.locator("#hits h2 a").first().click();
    await page.locator("#subject h1").waitFor();
    expect(await page.locator("#query").inputValue()).toBe("adapters");
    await page.getByRole("link", { name: "Search", exact: true }).click();
    await page.locator("body[data-view=search] main:not([aria-busy])").waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("adapters");
  });
});
