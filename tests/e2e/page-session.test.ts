import { expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { giveKey, withLockedServer } from "../support/locked-server.js";
import { describePage } from "../support/open-page.js";
import { pagePapers } from "../support/page-papers.js";

const key = "a key of many letters";

describePage("A reader of a library that requires a key", (opened) => {
  it("gives it once, for all tabs, and signs out of all", async () => {
    const { page, context } = opened;
    await withLockedServer(page, { key, papers: pagePapers }, async (url) => {
      await page.goto(`${url}/?q=adapters`);
      await giveKey(page, key);
      await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();

      const tab = await context.newPage();
      await tab.goto(`${url}/?q=clouds`);
      await tab.getByRole("heading", { name: "Clouds seen from above" }).waitFor();
      await tab.goto(`${url}/add`);
      await tab.getByText("Jobs", { exact: true }).waitFor();
      expect(await tab.getByLabel("API key").count()).toBe(0);

      await tab.getByRole("button", { name: "Sign out" }).click();
      await tab.getByLabel("API key").waitFor();
      await page.reload();
      await page.getByLabel("API key").waitFor();
      expect(await page.getByRole("button", { name: "Sign out" }).count()).toBe(0);
      await tab.close();
    });
  });

  it("leaves it in nothing that a script can read", async () => {
    const { page, context } = opened;
    await withLockedServer(page, { key, papers: pagePapers }, async (url) => {
      await page.goto(`${url}/?q=adapters`);
      await giveKey(page, key);
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      const readable = await page.evaluate<string>(
        "document.cookie + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.body.innerHTML",
      );
      expect(readable).not.toContain(key);
      const { port } = new URL(url);
      const cookies = (await context.cookies(url)).filter(({ name }) => name.endsWith(`_${port}`));
      expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict", expires: -1 }]);
      expect(cookies[0]!.value).not.toContain(key);
    });
  });
});

describePage("A reader who opens an address that leads nowhere", (opened) => {
  it.each([
    ["light", 1440],
    ["dark", 320],
  ] as const)("gets a page with a search: %s, %i pixels", async (colorScheme, width) => {
    const { page, server } = opened;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 700 });
    const answer = await page.goto(`${server.url}/papers/that/moved`);
    expect(answer?.status()).toBe(404);
    await page.screenshot({ path: `tests/screenshots/not-found-${width}-${colorScheme}.png` });
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.getByRole("searchbox", { name: "Search papers" }).fill("adapters");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    expect(page.url()).toBe(`${server.url}/?q=adapters`);
  });
});
