import { expect, it } from "vitest";
import { giveKey, withLockedServer } from "../support/locked-server.js";
import { describePage } from "../support/open-page.js";
import { pagePapers } from "../support/page-papers.js";
import { startTestServer } from "../support/test-server.js";

describePage("The page when the server fails", (opened) => {
  const { visit, readTitles } = opened;

  it("shows an error of the server, and retries on request", async () => {
    const { page } = opened;
    const problem = { title: "Overloaded", status: 503, detail: "256 requests are in progress", code: "overloaded" };
    await page.route("**/v1/search", (route) =>
      route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await visit("/");
    await page.locator("#query").fill("adapters");
    await page.locator("#query").press("Enter");
    await page.getByText("256 requests are in progress").waitFor();
    await page.unroute("**/v1/search");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
  });

  it("recovers when the server is back after a crash", async () => {
    const { page } = opened;
    const mortal = await startTestServer({ papers: [...pagePapers] });
    try {
      await page.goto(`${mortal.url}/?q=adapters&mode=keyword`);
      await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
      await mortal.stop();
      await page.locator("#query").fill("glacier");
      await page.locator("#notice").getByText("The server is not responding").waitFor();
      expect(await page.locator("#query").inputValue()).toBe("glacier");
      // Back still shows the earlier results.
      await page.goBack();
      await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
      await page.goForward();
      await page.locator("#notice").getByText("The server is not responding").waitFor();
      await mortal.startAgain();
      await page.getByRole("button", { name: "Try again" }).click();
      expect(await readTitles()).toHaveLength(20);
    } finally {
      await mortal.close();
    }
  });

  it("keeps the papers when loading more, or an explanation, fails", async () => {
    const { page } = opened;
    await visit("/?q=glacier&mode=keyword");
    await page.waitForLoadState("networkidle");
    await page.route("**/v1/search", (route) => route.abort());
    await page.getByRole("link", { name: "More papers" }).click();
    await page.getByRole("link", { name: "Loading failed. Try again" }).waitFor();
    await page.getByRole("button", { name: "Why?" }).first().click();
    await page.locator(".why").getByText("Loading failed.").waitFor();
    expect(await readTitles()).toHaveLength(20);
    await page.unroute("**/v1/search");
    await page.locator(".why").getByRole("button", { name: "Try again" }).click();
    await page.locator(".why .figures").waitFor();
    await page.getByRole("link", { name: "Loading failed. Try again" }).click();
    await page.locator("#hits li").nth(24).waitFor();
  });

  it("asks for an API key where the server requires one, and says when it is wrong", async () => {
    const { page } = opened;
    await withLockedServer(page, { key: "the right key", papers: pagePapers }, async (url) => {
      await page.goto(`${url}/?q=adapters`);
      await giveKey(page, "a wrong key");
      await page.getByText("This key was not accepted").first().waitFor();
      await giveKey(page, "the right key");
      await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    });
  });
});
