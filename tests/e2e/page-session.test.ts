import { expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { describePage } from "../support/open-page.js";
import { pagePapers } from "../support/page-papers.js";
import { startTestServer } from "../support/test-server.js";

const key = "a key of many letters";

describePage("A reader of a library that requires a key", (opened) => {
  it("gives it once, for all tabs, and signs out of all", async () => {
    const locked = await startTestServer({ papers: [...pagePapers], apiKeys: [key] });
    const { page, context } = opened;
    try {
      await page.goto(`${locked.url}/?q=adapters`);
      await page.getByLabel("API key").fill(key);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();

      const tab = await context.newPage();
      await tab.goto(`${locked.url}/?q=clouds`);
      await tab.getByRole("heading", { name: "Clouds seen from above" }).waitFor();
      await tab.goto(`${locked.url}/add`);
      await tab.getByText("Jobs", { exact: true }).waitFor();
      expect(await tab.getByLabel("API key").count()).toBe(0);

      await tab.getByRole("button", { name: "Sign out" }).click();
      await tab.getByLabel("API key").waitFor();
      await page.reload();
      await page.getByLabel("API key").waitFor();
      expect(await page.getByRole("button", { name: "Sign out" }).count()).toBe(0);
      await tab.close();
    } finally {
      await page.goto("about:blank");
      await locked.close();
    }
  });

  it("leaves it in nothing that a script can read", async () => {
    const locked = await startTestServer({ papers: [...pagePapers], apiKeys: [key] });
    const { page, context } = opened;
    try {
      await page.goto(`${locked.url}/?q=adapters`);
      await page.getByLabel("API key").fill(key);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      const readable = await page.evaluate<string>(
        "document.cookie + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.body.innerHTML",
      );
      expect(readable).not.toContain(key);
      const { port } = new URL(locked.url);
      const cookies = (await context.cookies(locked.url)).filter(({ name }) => name.endsWith(`_${port}`));
      expect(cookies).toMatchObject([{ httpOnly: true, sameSite: "Strict", expires: -1 }]);
      expect(cookies[0]!.value).not.toContain(key);
    } finally {
      await page.goto("about:blank");
      await locked.close();
    }
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
